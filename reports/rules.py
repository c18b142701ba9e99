"""The rules as a document: every programme, its editions, figures and their sources."""

from typing import Any

from tiers.language import Edition, Programme
from tiers.words import _


def document(programme: Programme) -> dict[str, Any]:
    """A programme as docs/commands.md has it in JSON."""
    return {
        "programme": programme.key,
        "title": programme.title,
        "vendor": programme.vendor,
        "editions": [_edition(edition) for edition in programme.editions],
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "edition": edition.name,
        "since": edition.since,
        "until": edition.until,
        "source": {
            "title": edition.source.title,
            "where": edition.source.where,
            "trust": edition.source.trust,
        },
        "counts": list(edition.counts),
        "assumptions": [_(one) for one in edition.assumptions],
        "tiers": [
            {
                "tier": tier.name,
                "criteria": [
                    {
                        "key": one.slug,
                        "path": path,
                        "says": _(one.says),
                        "need": one.threshold,
                        "assumed": bool(one.assumed),
                        "assumption": _(one.assumed) or None,
                    }
                    for path, one in tier.criteria
                ],
            }
            for tier in edition.tiers
        ],
    }
