"""What is wrong in a file, as a value that says where."""

from dataclasses import dataclass

from tiers.words import _


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file: where, what stands there, why not, and what would be right."""

    line: int | None
    column: str | None
    value: str | None
    reason: str
    right: str | None = None

    def sentence(self) -> str:
        """The fault as one line of text."""
        said = self.reason.startswith(_("Line {line} ").format(line=self.line))
        place = _("line {line}").format(line=self.line) if self.line and not said else ""
        where = ", ".join(part for part in (place, self.column) if part)
        what = " ".join(
            part for part in (f"“{self.value}”" if self.value else "", self.reason) if part
        )
        right = f" ({_('right would be')}: {self.right})" if self.right else ""
        return f"{where}: {what}{right}" if where else f"{what}{right}"
