"""Presentation blocks that more than one room uses, one idea a module."""

from .data import CaseBlock, FigureBlock, FormBlock, TextTableBlock
from .text import HeadingBlock, NoticeBlock, PlainTextBlock, ProseBlock

__all__ = [
    "CaseBlock",
    "FigureBlock",
    "FormBlock",
    "HeadingBlock",
    "NoticeBlock",
    "PlainTextBlock",
    "ProseBlock",
    "TextTableBlock",
]
