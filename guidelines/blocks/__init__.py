"""Blocks of recommendations and children's cards."""

from wagtail import blocks

from common.blocks import CaseBlock, FigureBlock, FormBlock, TextTableBlock

from .actions import ActionBlock, CardBlock
from .educators import AnswersForItBlock, InClassBlock, SchoolPolicyBlock
from .industry import EvidenceBlock, InCompanyBlock, SmallCompanyBlock
from .parents import AlreadyHappenedBlock, ByAgeBlock, NotToDoBlock, SettingBlock, WordsBlock
from .policy import DoneWhenBlock, LeadBlock, SampleClauseBlock

__all__ = ["ActionBlock", "CardBlock", "DetailsBlock"]


class DetailsBlock(blocks.StreamBlock):
    """Typed details of a recommendation; which of them fit depends on the audience, none is compulsory."""

    words = WordsBlock(group="Parents and educators")
    by_age = ByAgeBlock(group="Parents and educators")
    not_to_do = NotToDoBlock(group="Parents and educators")
    already_happened = AlreadyHappenedBlock(group="Parents and educators")
    setting = SettingBlock(group="Parents and educators")
    in_class = InClassBlock(group="Educators")
    school_policy = SchoolPolicyBlock(group="Educators")
    answers_for_it = AnswersForItBlock(group="Educators")
    lead = LeadBlock(group="Policy-makers")
    done_when = DoneWhenBlock(group="Policy-makers")
    sample_clause = SampleClauseBlock(group="Policy-makers and industry")
    in_company = InCompanyBlock(group="Industry")
    evidence = EvidenceBlock(group="Industry")
    small_company = SmallCompanyBlock(group="Industry")
    case = CaseBlock(group="Any")
    figure = FigureBlock(group="Any")
    form = FormBlock(group="Any")
    table = TextTableBlock(group="Any")
