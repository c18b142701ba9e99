"""Every programme there is, by its key."""

from tiers.language import Programme
from tiers.programmes.messaging import MESSAGING

PROGRAMMES: dict[str, Programme] = {one.key: one for one in (MESSAGING,)}
