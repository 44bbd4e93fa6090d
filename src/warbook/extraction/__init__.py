"""Document → figures, by spot → link → resolve. Knows the vocabulary and language/, no storage."""

from warbook.extraction.extract import claim_id, extract

__all__ = ["claim_id", "extract"]
