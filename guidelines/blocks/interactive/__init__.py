"""What stories, exercises and quizzes are built from. None of these blocks can receive an answer.

Every block that a child does something with has a `key`: its anchor, equal in all languages. What is good,
belongs together or comes first is a fact: a translation must have the source's skeleton (`skeleton.py`).
"""

from wagtail import blocks

from .choices import BandsBlock, BranchBlock, QuestionBlock
from .stories import FrameBlock, GrownUpBlock, PassageBlock
from .talking import HelpersBlock, TalkBlock, ThinkBlock
from .tasks import MarkBlock, MatchBlock, OrderBlock, SortBlock, TopBlock

__all__ = ["ActivityBlock"]


class ActivityBlock(blocks.StreamBlock):
    """A story, an exercise or a quiz, in the order in which a child meets its parts."""

    text = PassageBlock(group="Tell")
    frame = FrameBlock(group="Tell")
    question = QuestionBlock(group="Choose")
    branch = BranchBlock(group="Choose")
    bands = BandsBlock(group="Choose")
    sort = SortBlock(group="Do")
    match = MatchBlock(group="Do")
    mark = MarkBlock(group="Do")
    top = TopBlock(group="Do")
    order = OrderBlock(group="Do")
    think = ThinkBlock(group="Talk")
    talk = TalkBlock(group="Talk")
    helpers = HelpersBlock(group="Talk")
    grown_up = GrownUpBlock(group="Talk")
