"""The domain's nouns: frozen dataclasses, spans, the error tree, limits. Imports nothing of ours.

Each module is imported when a name of it is first asked for: a command that raises an error makes no article.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.nouns.articles import (
        REJECTION_CODES,
        TEXT_ZONES,
        ZONE_KINDS,
        Article,
        Duplicate,
        Intake,
        Layout,
        Published,
        Quotation,
        Rejection,
        RejectionCode,
        Role,
        Sentence,
        Zone,
        ZoneKind,
    )
    from firsthand.nouns.corrections import CORRECTION_KINDS, Correction, CorrectionKind, Standing, in_order, of_kind
    from firsthand.nouns.derivations import (
        DERIVATION_KINDS,
        PASSAGE_KINDS,
        Derivation,
        DerivationKind,
        Lineage,
        Node,
        Passage,
        PassageKind,
        Provenance,
        Taken,
    )
    from firsthand.nouns.drifts import Change, Drift
    from firsthand.nouns.errors import FirsthandError, NothingUsable, StorageError, UsageError
    from firsthand.nouns.events import GRAINS, RELATION_KINDS, Actor, Anchor, Grain, Relation, Timeline, TimePoint
    from firsthand.nouns.reconstructions import FIDELITIES, Fidelity, Reading, RebuiltSentence, Reconstruction
    from firsthand.nouns.sources import CREDIT_KINDS, SOURCE_KINDS, Credit, CreditKind, Source, SourceKind
    from firsthand.nouns.spans import Judgement, Reason, Span, merged, rounded
    from firsthand.nouns.statements import (
        ATTRIBUTION_KINDS,
        CLAIM_STATUSES,
        DIFFERENCE_KINDS,
        ENTITY_KINDS,
        NEARNESS,
        ORIGIN_KINDS,
        STANCES,
        UNSEEN_REPORT,
        Attribution,
        AttributionKind,
        Claim,
        ClaimStatus,
        Difference,
        DifferenceKind,
        Entity,
        EntityKind,
        Mention,
        Nearness,
        Origin,
        OriginKind,
        Stance,
        Statements,
    )
    from firsthand.nouns.traces import Group, Story, Summary, Trace

# Where a name is looked for, in this order: what every command needs first, what draws in others last.
_MODULES = ("errors", "spans", "sources", "articles", "derivations", "drifts", "corrections", "events",
            "reconstructions", "statements", "traces")  # fmt: skip

__all__ = [
    "ATTRIBUTION_KINDS", "CLAIM_STATUSES", "CORRECTION_KINDS", "CREDIT_KINDS", "DERIVATION_KINDS",
    "DIFFERENCE_KINDS", "ENTITY_KINDS", "FIDELITIES", "GRAINS", "NEARNESS", "ORIGIN_KINDS", "PASSAGE_KINDS",
    "REJECTION_CODES",
    "RELATION_KINDS", "SOURCE_KINDS", "STANCES", "TEXT_ZONES", "UNSEEN_REPORT", "ZONE_KINDS", "Actor", "Anchor",
    "Article",
    "Attribution", "AttributionKind", "Change", "Claim", "ClaimStatus", "Correction", "CorrectionKind", "Credit",
    "CreditKind", "Derivation", "DerivationKind", "Difference", "DifferenceKind", "Drift", "Duplicate", "Entity",
    "EntityKind", "Fidelity", "FirsthandError", "Grain", "Group", "Intake", "Judgement", "Layout", "Lineage",
    "Mention", "Nearness", "Node", "NothingUsable", "Origin", "OriginKind", "Passage", "PassageKind", "Provenance",
    "Published", "Quotation", "Reading", "Reason", "RebuiltSentence", "Reconstruction", "Rejection", "RejectionCode",
    "Relation", "Role", "Sentence", "Source", "SourceKind", "Span", "Stance", "Standing", "Statements", "StorageError",
    "Story", "Summary", "Taken", "TimePoint", "Timeline", "Trace", "UsageError", "Zone", "ZoneKind", "in_order",
    "merged", "of_kind", "rounded",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    for module in _MODULES if name in __all__ else ():
        there = vars(import_module(f"{__name__}.{module}"))
        if name in there:
            globals()[name] = there[name]
            return there[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
