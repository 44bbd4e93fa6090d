"""Makes the coasts of the map, src/warbook/web/data/coasts.txt, from Natural Earth's land (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/coasts.py package/land-50m.json

Coasts only: borders are part of what a war is about, and Warbook takes no side. Degrees, north up, simplified until no
point is further off than TOLERANCE. One line of the file is one coast as an SVG path, in hundredths of a degree.
"""

import json
import sys
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/warbook/web/data/coasts.txt"
TOLERANCE = 0.06
SMALLEST = 0.15
"""Islands narrower and lower than this, in degrees, are left out."""
Point = tuple[float, float]


def arcs(atlas: dict) -> list[list[Point]]:
    """The lines of a TopoJSON file, in degrees."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def simpler(line: list[Point]) -> list[Point]:
    """Douglas and Peucker's algorithm; a ring is cut at its farthest point first."""
    if len(line) > 2 and line[0] == line[-1]:
        x, y = line[0]
        half = max(range(len(line)), key=lambda i: (line[i][0] - x) ** 2 + (line[i][1] - y) ** 2)
        return [*simpler(line[: half + 1]), *simpler(line[half:])[1:]]
    if len(line) < 3:
        return line
    far, at = max((distance(point, line[0], line[-1]), i) for i, point in enumerate(line[1:-1], 1))
    if far <= TOLERANCE:
        return [line[0], line[-1]]
    return [*simpler(line[: at + 1]), *simpler(line[at:])[1:]]


def distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = (dx * dx + dy * dy) ** 0.5
    if not length:
        return ((p[0] - a[0]) ** 2 + (p[1] - a[1]) ** 2) ** 0.5
    return abs(dx * (p[1] - a[1]) - dy * (p[0] - a[0])) / length


def path(line: list[Point]) -> str:
    x, y = round(line[0][0] * 100), round(-line[0][1] * 100)
    parts = [f"M{x} {y}l"]
    for lon, lat in line[1:]:
        nx, ny = round(lon * 100), round(-lat * 100)
        parts.append(f"{nx - x} {ny - y}".replace(" -", "-"))
        x, y = nx, ny
    return parts[0] + " ".join(parts[1:]).replace(" -", "-")


def main() -> int:
    sys.setrecursionlimit(20_000)
    atlas = json.loads(Path(sys.argv[1]).read_text())
    lines = []
    for line in arcs(atlas):
        spans = [max(p[axis] for p in line) - min(p[axis] for p in line) for axis in (0, 1)]
        if max(spans) >= SMALLEST:
            lines.append(simpler(line))
    OUT.write_text("".join(f"{path(line)}\n" for line in lines if len(line) > 1))
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
