"""Classes of characters, to build patterns of."""

HAN = "[\u4e00-\u9fff]"
"""A Chinese character."""
MARKS = "●•·▪◆◇◎○■□▲△▶▷►➤★☆▌※✦✓✔✅"
"""What may stand before an item of a list, or a heading; the inside of a class."""
