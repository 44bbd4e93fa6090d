"""A finding as text and as HTML. Both say what the record holds, in the same order; as JSON it is the record itself."""

from html import escape

from warbook.model import Finding, Line

WIDTH = 62


def as_text(finding: Finding) -> str:
    """Plain text: headline, explanation, the sum with its figures one below the other, the repairs."""
    parts = [finding.headline, *finding.explanation]
    if finding.reading:
        parts.append(f"Under this reading: {finding.reading}.")
    if finding.sum:
        parts.append("\n".join(_row(line) for line in finding.sum))
    for repair in finding.repairs:
        parts.append(f"{repair.rank}. {repair.words} ({_odds(repair.odds)})\n   {_reasons(repair.why, repair.support)}")
    if finding.decided_by:
        parts.append(f"What would decide it: {finding.decided_by}.")
    return "\n\n".join(parts)


def as_html(finding: Finding) -> str:
    """A fragment of HTML: <article class="finding">, the sum as a table, the repairs as an ordered list."""
    rows = "".join(
        f"<tr{' class=rule' if line.rule else ''}><td>{escape(line.words)}</td><td>{escape(line.amount)}</td></tr>"
        for line in finding.sum
    )
    repairs = "".join(
        f"<li>{escape(r.words)} <em>({_odds(r.odds)})</em><br>{escape(_reasons(r.why, r.support))}</li>"
        for r in finding.repairs
    )
    body = "".join(f"<p>{escape(text)}</p>" for text in finding.explanation)
    reading = f"<p>Under this reading: {escape(finding.reading)}.</p>" if finding.reading else ""
    decided = f"<p>What would decide it: {escape(finding.decided_by)}.</p>" if finding.decided_by else ""
    table = f"<table>{rows}</table>" if rows else ""
    listed = f"<ol>{repairs}</ol>" if repairs else ""
    return (
        f'<article class="finding {finding.kind.replace(" ", "-")}" id="finding-{finding.id}">'
        f"<h3>{escape(finding.headline)}</h3>{body}{reading}{table}{listed}{decided}</article>"
    )


def _row(line: Line) -> str:
    text = f"  {line.words:<{WIDTH}} {line.amount:>22}"
    return f"  {'':<{WIDTH}} {'-' * 22}\n{text}" if line.rule else text


def _reasons(why: str, support: str) -> str:
    return f"{why}. In its favour: {support}." if support else f"{why}."


def _odds(share: float) -> str:
    """A probability without false precision."""
    if share >= 0.95:
        return "nearly certain among the explanations weighed"
    if share < 0.01:
        return "under 1 in 100"
    return f"about {round(share * 20) * 5 or round(share * 100)} in 100"
