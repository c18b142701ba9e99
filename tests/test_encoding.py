"""Bytes become exactly the text that was written, or are refused with what would mend them."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.reading.encoding import decoded
from imports.reading.refusal import Refused


def table(*names: str) -> str:
    return "id;name\r\n" + "".join(f"{row};{name}\r\n" for row, name in enumerate(names))


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        decoded(content)
    return caught.value


def outcome(content: bytes) -> str | None:
    try:
        return decoded(content).text
    except Refused:
        return None


@pytest.mark.parametrize("text", ["", "id;name\n1;Mueller\n", table("Müller", "Łódź", "東京")])
@pytest.mark.parametrize("marks", [0, 1, 2])
def test_utf8_is_read_with_and_without_its_mark(text: str, marks: int) -> None:
    """UTF-8 is read as it stands; its mark is no part of the text, even when it stands twice."""
    found = decoded(codecs.BOM_UTF8 * marks + text.encode())
    assert (found.text, found.encoding, found.notes) == (text, "UTF-8", ())


def test_a_mark_inside_the_text_stays() -> None:
    """U+FEFF elsewhere is the text's own; others judge it."""
    assert decoded("a\ufeff;b\n".encode()).text == "a\ufeff;b\n"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_the_wide_encodings_are_known_by_their_marks(codec: str) -> None:
    """UTF-16 and UTF-32 are read in either order of bytes."""
    found = decoded(("\ufeff" + table("Łódź 😀")).encode(codec))
    assert (found.text, found.encoding) == (table("Łódź 😀"), codec[:6].upper())


def test_a_wide_file_that_is_cut_off_is_refused() -> None:
    """A UTF-16 file with half a sign at its end names the line."""
    assert refusal(("\ufeff" + "a\r\nb\rc").encode("utf-16-le")[:-1]).line == 3


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_when_it_fits_one_way(codec: str) -> None:
    """A plain first line and nothing impossible after it shows the order of the bytes."""
    found = decoded(table("Łódź").encode(codec))
    assert (found.text, found.encoding) == (table("Łódź"), "UTF-16")
    assert "UTF-16" in found.notes[0]


def test_a_nul_byte_is_refused_with_its_line() -> None:
    """NUL bytes that are no UTF-16 are damage."""
    assert refusal(b"a;b\r\n1;\x00\r\n").line == 2


def test_a_lost_letter_is_refused_with_its_line() -> None:
    """U+FFFD, and control signs of Latin-1, stand where a letter was lost."""
    assert refusal(table("M\ufffdller").encode()).line == 2
    assert refusal(table("a", "M\x96ller").encode()).line == 3


@pytest.mark.parametrize("mark", ["ï»¿", "Ôªø", "´╗┐"])
def test_a_mangled_mark_is_left_out_with_a_note(mark: str) -> None:
    """A mark that was read as letters once is no part of the header."""
    found = decoded((mark + "id;name\n").encode())
    assert found.text == "id;name\n"
    assert mark in found.notes[0]


@pytest.mark.parametrize(
    "name",
    ["Müller", "it’s", "Café", "Łódź", "Čapek", "İstanbul", "HÔTEL", "NICCOLÒ", "5 °C", "Acme™"],
)
@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp850", "cp437"])
def test_utf8_that_was_misread_and_saved_again_is_refused(name: str, codec: str) -> None:
    """What stands there is named with its line, whichever code page it went through."""
    signs = [bytes([b]).decode(codec, "ignore") or chr(b) for b in name.encode()]
    assert refusal(table("Smith", "".join(signs)).encode()).line == 3


def test_a_misread_name_is_shown_with_its_meaning() -> None:
    """The sentence says what stands there and what was meant, also when it was misread twice."""
    assert "“Ã¼”" in str(refusal(table("MÃ¼ller").encode()))
    assert "“ü”" in str(refusal(table("MÃƒÂ¼ller").encode()))


@pytest.mark.parametrize(
    "name",
    [
        "CAFÉ®", "SÃO PAULO", "CONCEIÇÃO", "MÃE", "Ångström", "“AMANHÃ”", "IRMÃ®", "«\xa0café\xa0»",
        "PÄIVÄ™", "CẦN ÂN”", "CAFÉ™", "ÎLE", "ГАЗПРОМ", "DĹŽKA", "UMEÅ–LULEÅ", "┌──┐", "Þór", "Ø²",
        "TÂRGU MUREȘ", "É»", "東京", "déjà…", "CLICHÉ’S",
    ],
)  # fmt: skip
def test_a_real_name_is_never_taken_for_a_misread_one(name: str) -> None:
    """Capitals before quotes, dashes and trade marks are what they are."""
    assert decoded(table(name).encode()).text == table(name)


def test_two_encodings_in_one_file_are_refused() -> None:
    """UTF-8 beside other bytes names the first line that is not UTF-8."""
    content = table("Müller").encode() + b"\r3;M\xfcller\n"
    assert refusal(content).line == 4
    assert refusal(codecs.BOM_UTF8 + b"a\nM\xfcller").line == 2


def test_a_file_cut_off_inside_a_letter_is_refused() -> None:
    """Half a letter at the very end of a UTF-8 file is a file cut off."""
    found = refusal("Zürich\nMü".encode()[:-1])
    assert found.line == 2
    assert "cut off" in str(found)


@pytest.mark.parametrize(
    "name",
    [
        "Müller", "Straße", "José", "España, Málaga", "Crème Brûlée", "Jørgensen", "Guimarães",
        "João", "Preis 5 €", "„Zur Post“", "Müller O’Brien", "20 °C Kühlhaus", "Suárez Núñez",
        "Göteborg Skåne", "Sigurðsson Þór", "Noël Straße",
    ],
)  # fmt: skip
def test_western_names_are_read_as_windows_1252(name: str) -> None:
    """Names that no other code page explains as well are read, with a note that shows them."""
    found = decoded(table(name).encode("cp1252"))
    assert (found.text, found.encoding) == (table(name), "Windows-1252")
    assert "Windows-1252" in found.notes[0]


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("Třebíč", "cp1250"), ("Gdańsk", "cp1250"), ("Gdańsk", "cp852"), ("Michał", "cp1250"),
        ("Szőke", "cp1250"), ("Brăila", "cp1250"), ("Şahin", "cp1254"), ("Rūta", "cp1257"),
        ("Straße", "cp850"), ("GARCÍA", "cp850"), ("Müller", "mac_roman"), ("García", "mac_roman"),
        ("Иванов", "cp1251"), ("Иванов", "koi8-r"), ("Αθήνα", "cp1253"), ("東京都", "shift_jis"),
        ("东京", "gbk"), ("東京", "big5"), ("서울", "euc_kr"), ("Müller", "cp273"),
        ("Nguyễn", "cp1258"), ("Málaga", "cp850"), ("Malmö AB", "cp850"), ("10 ¤", "latin-1"),
    ],
)  # fmt: skip
def test_another_code_page_is_refused(name: str, codec: str) -> None:
    """Nothing written in another code page is read as Windows-1252."""
    try:
        content = table(name).encode(codec)
    except UnicodeEncodeError:
        content = table(name.replace("ễ", "ê\u0303")).encode(codec)
    assert refusal(content).line


def test_both_readings_are_shown() -> None:
    """A word that two code pages explain is shown in both."""
    found = str(refusal(table("Straße").encode("cp850")))
    assert "“Straáe”" in found
    assert "“Straße”" in found


NAMES = {
    ("cp1250", "cp852", "iso8859-2"): [
        "Wałęsa Łódź Poznań Gdańsk Kraków Żywiec Ślęza Iwoń Będzin Toruń Kępa Jędrzej Zając",
        "Třebíč Dvořák Jiří Černý Plzeň Děčín Křenek Vlček Petr Růžička Krč Přerov Nový",
        "Košice Žilina Kováč Vŕba Stĺpik Ľubica Trenčín Bardejov Tóth Hôrka",
        "Győr Szőke Kovács Fűzfő Erdő Horváth Tőzsér Nagy Szűcs Pál",
        "Ljubić Đurđević Šimić Čačak Žagar Krčma Ćosić Kranjčar Brčko",
    ],
    ("cp1250",): ["Brăila Bacău Târgu Constanţa Iaşi Nastasă Rodică Călin Mărginean Popa"],
    ("cp1254", "cp857"): ["Yıldız Şahin Erdoğan Güneş Çelik İnönü Öztürk Işık Kılıç"],
    ("cp1257", "cp775"): [
        "Rūta Kęstutis Žemaitė Šiauliai Jonė Įmonė Sąjunga Kovačiūnas Panevėžys Rasė",
        "Rīga Bērziņš Ķekava Kārlis Jānis Ģirts Liepāja Ļaudona Ozoliņš Māra Ēriks",
    ],
    ("cp1257",): [
        "Tõnu Pärnu Jõgi Žanna Põld Õun Kõiv Jüri",
    ],
    ("cp850", "mac_roman"): [
        "Müller Groß Straße Übung Ärzte Jäger Österreich Köln Meißner",
        "García José Núñez Martín López Ávila Óscar Málaga PÉREZ GARCÍA",
        "Hélène François Noël Benoît Château Élan Crèche",
        "João Simões Guimarães Conceição Irmã Antônio",
    ],
    ("cp1251", "koi8-r", "cp866"): ["Иванов Москва Пётр Ёлка Ольга Юг ООО Я"],
    ("cp1253",): ["Αθήνα Γιώργος Πάτρα Ελένη"],
}
CASES = [(codec, word.split()) for pages, some in NAMES.items() for codec in pages for word in some]


@given(st.data())
def test_the_wrong_text_never_comes_back(data: st.DataObject) -> None:
    """Names of one language in its code page are read as they were written, or refused."""
    codec, words = data.draw(st.sampled_from(CASES))
    names = data.draw(st.lists(st.sampled_from([*words, "Smith", "GmbH"]), min_size=1, max_size=9))
    assert outcome(table(*names).encode(codec)) in (None, table(*names))


@given(st.text())
def test_utf8_text_is_exact_or_refused(text: str) -> None:
    """Whatever was saved as UTF-8 comes back letter by letter, but for a mark at its beginning."""
    content = text.encode("utf-8", "ignore")
    assert outcome(content) in (None, content.decode().lstrip("\ufeff"), content.decode()[3:])


@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """No bytes do anything else than give a text or a refusal."""
    assert "\x00" not in (outcome(content) or "")
