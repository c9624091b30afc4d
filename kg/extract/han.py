"""The class of Chinese characters, to build patterns of."""

HAN = "[\u4e00-\u9fff]"
