"""Items and the pages that put them into words."""

from .activities import ActivityPage, ActivityRecording
from .brand import Brand
from .guide import TeachersGuidePage
from .items import GuidelineItem
from .pages import GuidelineSetPage, RecommendationPage, SectionPage
from .topics import AlignmentPage, TopicIndexPage, TopicPage

__all__ = [
    "ActivityPage",
    "ActivityRecording",
    "AlignmentPage",
    "Brand",
    "GuidelineItem",
    "GuidelineSetPage",
    "RecommendationPage",
    "SectionPage",
    "TeachersGuidePage",
    "TopicIndexPage",
    "TopicPage",
]
