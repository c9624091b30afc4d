"""Posts as titles give them, before a name or after it."""

from __future__ import annotations

from kg.extract.wordlists import alternation

TITLE = rf"(?:驻村|常务|党支部|援[疆藏青黔川滇渝甘陕宁桂蒙]|[省市州县区旗]委|党委|党组)?(?:{alternation('posts.txt')})"
"""A post as titles give it: 驻村第一书记, 常务副市长."""
TITLES = rf"{TITLE}(?:[、兼]{TITLE})*"
