"""Words under which sums stand where a customer or product would, in rows that speak of many."""

import re

# Squeezed: without blanks, signs and letter case.
_WORDS = """
total totals grandtotal sumtotal overall sum subtotal average intotal count
all allcustomers allpartners allproducts alle allekunden allepartner alleprodukte
summe endsumme gesamt gesamtsumme gesamtzahl gesamtergebnis insgesamt ergebnis zwischensumme
teilergebnis durchschnitt mittelwert zusammen anzahl
somme totalgénéral totale totalegenerale somma totalgeral soma suma sumatotal totaal eindtotaal
totalt ialt summa yhteensä razem celkem spolu összesen ukupno skupaj toplam geneltoplam kokku kopā
išviso tổng итого всего всього σύνολο 合計 合计 总计 总和 총계 합계
"""
# Some of them may have words beside them that say no more than of what they are the sum.
_HEADS = """
total totals subtotal sum summe gesamt zwischensumme insgesamt all alle
"""
_OF_WHAT = """
of von n the customer customers kunde kunden partner partners product products produkt produkte
quarter quartal q1 q2 q3 q4 month monat year jahr seats users plätze nutzer
"""
_COUNTED = re.compile(r"[(\[:=]|\b(?:of|von|customers?|kunden?|partners?)\b", re.IGNORECASE)
_YEAR = re.compile(r" (?:19|20)\d\d\b", re.ASCII)
TOTALS, HEADS = frozenset(_WORDS.split()), frozenset(_HEADS.split())
SAYING_NOTHING = HEADS.union(_OF_WHAT.split())


def is_total(cell: str) -> bool:
    """Whether the cell is a word for a sum, alone or beside words that say of what or how many."""
    if cell.strip() == "Σ" or re.sub(r"[\W_]+", "", cell.casefold()) in TOTALS:
        return True
    words = re.findall(r"[^\W_]+", cell.casefold())
    if len(words) < 2 or HEADS.isdisjoint((words[0], words[-1])):
        return False
    others = [word for word in words if word not in SAYING_NOTHING]
    counts = _COUNTED.search(cell) or _YEAR.search(cell)
    return not others or bool(counts and all(map(str.isdecimal, others)))
