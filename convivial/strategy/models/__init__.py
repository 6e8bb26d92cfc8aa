from .asking import Asking, Reply, Settling
from .change import Change, Progress, Undoing
from .deciding import Decision, Hypothesis, Outcome, Verdict
from .finding import Answer, Finding, Judging, TypedFigure
from .funnel import AttributionPolicy, Funnel, HandOver, LinkPolicy, Offer, Stage
from .kpi import Kpi, ReportPlan
from .network import NetworkChoice
from .objective import BusinessGoal, Milestone, Objective
from .part import Part
from .persona import Persona, PersonaNetwork
from .pillar import ContentType, Integration, MixShare, Pillar, PillarExample
from .purpose import Purpose
from .reading_link import ReadingLink
from .situation import Competitor, OwnAccount, SwotItem
from .tactic import FollowerPlan, FollowerTactic, PaidPlan, Tactic, TermSet
from .version import Adoption, Proposal, Version
from .voice import Voice

NOUNS: dict[str, type[Part]] = {
    model.noun(): model
    for model in (
        Purpose, Persona, PersonaNetwork, Voice, OwnAccount, Competitor, SwotItem,
        BusinessGoal, Objective, Milestone,
        Pillar, PillarExample, ContentType, MixShare, Integration,
        Tactic, PaidPlan, TermSet,
        FollowerPlan, FollowerTactic,
        Kpi, ReportPlan,
        Funnel, Stage, HandOver, LinkPolicy, AttributionPolicy, Offer,
        NetworkChoice,
    )
}  # fmt: skip

__all__ = [
    "NOUNS", "Adoption", "Answer", "Asking", "AttributionPolicy", "BusinessGoal", "Change", "Competitor",
    "ContentType", "Decision", "Finding", "FollowerPlan", "FollowerTactic", "Funnel", "HandOver", "Hypothesis",
    "Integration", "Judging", "Kpi", "LinkPolicy", "Milestone", "MixShare", "NetworkChoice", "Objective",
    "Offer", "Outcome", "OwnAccount", "PaidPlan", "Part", "Persona", "PersonaNetwork", "Pillar",
    "PillarExample", "Progress", "Proposal", "Purpose", "ReadingLink", "Reply", "ReportPlan", "Settling",
    "Stage", "SwotItem", "Tactic", "TermSet", "TypedFigure", "Undoing", "Verdict", "Version", "Voice",
]  # fmt: skip
