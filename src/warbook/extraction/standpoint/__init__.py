"""From whose side a report speaks, or one whom it quotes: who 'we' are there, and who 'the enemy' is.

    meant(scene) -> each 'our', 'we', 'the enemy' … whose side is known, with that side

A general staff's 'the enemy lost 40 men', a navy spokesman's 'eight of their boats', a soldier's 'we were ninety':
the side is named elsewhere or not at all. Where it cannot be told, nothing is said.
"""

from warbook.extraction.standpoint.meant import meant

__all__ = ["meant"]
