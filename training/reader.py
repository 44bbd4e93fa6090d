"""Teach the reader: a small transformer that reads each number in its report.

    python training/reader.py LESSONS.pickle… --base FOLDER --out FOLDER [--held-out FOLD] [--epochs N]

Needs the dependency group `teach` (torch, transformers), as nothing else in the project does. `--base` is an encoder
as `transformers` stores it: the shipped reader began as all-mpnet-base-v2 (Apache-2.0). Lessons come from
`reader_prepare.py`. With --held-out the documents of that fold are not taught on, but for a file named `ours`.
"""

import argparse
import json
import math
import pickle
import sys
import time
from pathlib import Path
from random import Random

import torch
from reader_lessons import OPEN, Answer, Lesson, renamed
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import AutoConfig, AutoModel
from transformers.models.mpnet.modeling_mpnet import MPNetSelfAttention

from warbook.extraction.reader.heads import CLASSES_OF_RELATION, FAR, distance, relations
from warbook.extraction.reader.labels import EVENTS, FORMS, MODALITIES, OBJECTS
from warbook.extraction.reader.page import Page, pages

WIDTH, POINT, NEAR = 256, 128, 64
CLASSES = {
    "figure": 2,
    "event": len(EVENTS),
    "object": len(OBJECTS),
    "modality": len(MODALITIES),
    "running": 2,
    "form": len(FORMS),
}
OURS = "ours"
"""How the names of lessons begin that are never held out: reports and drills written for teaching."""
DRILLS = "ours-drills"
TOKENS = 1800
"""Tokens in a batch, about."""


def attend(self, hidden_states, attention_mask=None, position_bias=None, output_attentions=False, **_):
    """MPNet's attention in plain products, whose gradients a CPU takes faster; its table of distances stays."""
    batch, length, _ = hidden_states.shape
    q, k, v = (
        part(hidden_states).view(batch, length, self.num_attention_heads, self.attention_head_size).transpose(1, 2)
        for part in (self.q, self.k, self.v)
    )
    bias = position_bias.detach() if attention_mask is None else attention_mask + position_bias.detach()
    scores = torch.matmul(q, k.transpose(-1, -2)) * self.attention_head_size**-0.5
    found = torch.matmul(torch.softmax(scores + bias.to(scores.dtype), -1).to(v.dtype), v)
    return (self.o(found.transpose(1, 2).reshape(batch, length, -1)),)


MPNetSelfAttention.forward = attend


class Near(nn.Module):
    """Weighs a mention by how it stands to the figure; says nothing at first."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.number, self.mention = nn.Linear(WIDTH, NEAR), nn.Linear(size, NEAR)
        for relation, classes in CLASSES_OF_RELATION.items():
            setattr(self, relation, nn.Embedding(classes, NEAR))
        self.score = nn.Linear(NEAR, 1)
        nn.init.zeros_(self.score.weight)

    def forward(self, looked, targets, tables):
        inner = self.number(looked)[:, None] + self.mention(targets)
        for relation, classes in tables.items():
            inner = inner + getattr(self, relation)(classes)
        return self.score(functional.gelu(inner))[..., 0]


class Reader(nn.Module):
    def __init__(self, base: str, layers: int | None = None) -> None:
        super().__init__()
        config = AutoConfig.from_pretrained(base, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
        eager = config.model_type == "mpnet"
        self.encoder = AutoModel.from_pretrained(base, config=config, attn_implementation="eager" if eager else "sdpa")
        stack = self.encoder.encoder.layer
        if layers:
            self.encoder.encoder.layer = nn.ModuleList(list(stack)[:layers])
        size = self.encoder.config.hidden_size
        self.words = self.encoder.get_input_embeddings()
        self.marks = nn.Embedding(5, size)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.look = nn.Linear(3 * size, WIDTH)
        self.classes = nn.ModuleDict({name: nn.Linear(WIDTH, n) for name, n in CLASSES.items()})
        self.ask = nn.ModuleDict({name: nn.Linear(WIDTH, POINT) for name in ("party", "start", "end", "day")})
        self.answer = nn.ModuleDict({name: nn.Linear(size, POINT) for name in ("party", "start", "end", "day")})
        self.near = nn.ModuleDict({name: Near(size) for name in ("party", "day")})
        self.apart = nn.ModuleDict({"start": nn.Embedding(FAR, 1)})
        self.fixed = nn.ModuleDict(
            {"party": nn.Linear(WIDTH, 1), "source": nn.Linear(WIDTH, 1), "day": nn.Linear(WIDTH, 2)}
        )
        nn.init.zeros_(self.apart["start"].weight)
        self.drop = nn.Dropout(0.1)

    def states(self, ids: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        inputs = self.words(ids) + self.marks(marks)
        return self.encoder(inputs_embeds=inputs, attention_mask=mask).last_hidden_state

    def loss(self, hidden: torch.Tensor, page: Page, answers: list[Answer]) -> dict[str, torch.Tensor]:
        """The losses of one page. `hidden`: tokens × size."""
        ranges = [held for _, held in page.numbers]
        said = [answers[place] for place, _ in page.numbers]
        looked = self.drop(functional.gelu(self.look(self.drop(pooled(hidden, ranges)))))
        figures = torch.tensor([a.figure for a in said])
        losses = {"figure": functional.cross_entropy(self.classes["figure"](looked), figures.long(), reduction="sum")}
        if not figures.any():
            return losses
        looked, ranges = looked[figures], [r for r, a in zip(ranges, said, strict=True) if a.figure]
        said = [a for a in said if a.figure]
        for name in ("event", "object", "modality", "running"):
            right = torch.tensor([getattr(a, name) for a in said])
            losses[name] = functional.cross_entropy(
                self.classes[name](looked), right, reduction="sum", label_smoothing=0.05
            )
        losses["form"] = some_of(self.classes["form"](looked), [a.forms for a in said])
        losses["party"] = some_of(
            self.party_scores(looked, hidden, ranges, page), [[p + 1 for p in a.parties] for a in said]
        )
        places = {day: column for column, (day, _) in enumerate(page.dates)}
        days = [
            [2 + places[d] if d >= 0 else 0 if d != OPEN else 1 for d in a.days if d < 0 or d in places] for a in said
        ]
        day_scores = self.day_scores(looked, hidden, ranges, page)
        bounds = [[2 + places[d] for d in a.bounds] if set(a.bounds) <= set(places) else [] for a in said]
        losses["day"] = some_of(day_scores, days) + all_of(day_scores, bounds)
        losses["source"] = self.source_loss(looked, hidden, ranges, page, said)
        return losses

    def pointed(self, name: str, looked: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        return self.ask[name](looked) @ self.answer[name](targets).T / math.sqrt(POINT)

    def party_scores(self, looked, hidden, ranges, page):
        """figures × (1 + sides): no side first."""
        n = max([place for place, _, _ in page.parties], default=-1) + 1
        none = self.fixed["party"](looked)
        if not n:
            return none
        scores = self.weighed("party", looked, hidden, page, ranges, [(held, kind) for _, held, kind in page.parties])
        columns = []
        for side in range(n):
            own = [column for column, (place, _, _) in enumerate(page.parties) if place == side]
            columns.append(torch.logsumexp(scores[:, own], 1) if own else torch.full((len(ranges),), -1e4))
        return torch.cat([none, torch.stack(columns, 1)], 1)

    def day_scores(self, looked, hidden, ranges, page):
        """figures × (2 + dates): the report's day, none, then the dates of the text."""
        fixed = self.fixed["day"](looked)
        if not page.dates:
            return fixed
        dates = [(held, "name") for _, held in page.dates]
        return torch.cat([fixed, self.weighed("day", looked, hidden, page, ranges, dates)], 1)

    def weighed(self, name, looked, hidden, page, ranges, mentions):
        """figures × mentions: how well each mention answers, by what it says and by how it stands to the figure."""
        targets = means(hidden, [held for held, _ in mentions])
        tables = {relation: torch.from_numpy(t) for relation, t in relations(page, ranges, mentions).items()}
        return self.pointed(name, looked, targets) + self.near[name](looked, targets, tables)

    def source_scores(self, looked, hidden, ranges, page):
        """Log-probabilities of start and end, each figures × (1 + tokens): the report's own voice first."""
        own = self.fixed["source"](looked)
        start = self.pointed("start", looked, hidden)
        apart = torch.tensor([[distance(r, (at, at)) for at in range(len(page.ids))] for r in ranges])
        start = start + self.apart["start"](apart)[..., 0]
        end = self.pointed("end", looked, hidden)
        outside = torch.tensor([s < 0 for s in page.starts])
        start, end = start.masked_fill(outside, -1e4), end.masked_fill(outside, -1e4)
        return torch.log_softmax(torch.cat([own, start], 1).float(), 1), torch.log_softmax(
            torch.cat([own, end], 1).float(), 1
        )

    def source_loss(self, looked, hidden, ranges, page, said):
        start, end = self.source_scores(looked, hidden, ranges, page)
        total = hidden.new_zeros(())
        for row, answer in enumerate(said):
            if answer.sources is None:
                total = total - start[row, 0] - end[row, 0]
                continue
            spots = [spot for span in answer.sources if (spot := spot_of(span, page))]
            if spots:
                joint = torch.stack([start[row, 1 + first] + end[row, 1 + last] for first, last in spots])
                total = total - torch.logsumexp(joint, 0)
        return total


def spot_of(span, page: Page):
    held = [
        at
        for at, (s, e) in enumerate(zip(page.starts, page.ends, strict=True))
        if s < span.end and e > span.start and s >= 0
    ]
    return (held[0], held[-1]) if held else None


def pooled(hidden: torch.Tensor, ranges) -> torch.Tensor:
    first, last = torch.tensor([r[0] for r in ranges]), torch.tensor([r[1] for r in ranges])
    return torch.cat([hidden[first], hidden[last], means(hidden, ranges)], 1)


def means(hidden: torch.Tensor, ranges) -> torch.Tensor:
    return torch.stack([hidden[first : last + 1].mean(0) for first, last in ranges])


def some_of(scores: torch.Tensor, right: list[list[int]]) -> torch.Tensor:
    """Cross-entropy where any of several answers is right; rows without one do not count."""
    logs = torch.log_softmax(scores.float(), 1)
    terms = [
        -torch.logsumexp(logs[row, places], 0)
        for row, places in enumerate(right)
        if places and max(places) < logs.shape[1]
    ]
    return torch.stack(terms).sum() if terms else scores.new_zeros(())


def all_of(scores: torch.Tensor, right: list[list[int]]) -> torch.Tensor:
    """Cross-entropy where several answers are right together, each with its share."""
    logs = torch.log_softmax(scores.float(), 1)
    terms = [-logs[row, places].mean() for row, places in enumerate(right) if places]
    return torch.stack(terms).sum() if terms else scores.new_zeros(())


def batches(rows: list[tuple[Page, list[Answer]]], chance: Random):
    """Rows of like length together, in random order."""
    rows = sorted(rows, key=lambda row: len(row[0].ids) + 30 * chance.random())
    found, current = [], []
    for row in rows:
        if current and len(row[0].ids) * (len(current) + 1) > TOKENS:
            found.append(current)
            current = []
        current.append(row)
    found.append(current)
    chance.shuffle(found)
    return found


def encoded(model: Reader, batch) -> torch.Tensor:
    longest = max(len(page.ids) for page, _ in batch)
    pad = model.encoder.config.pad_token_id or 0
    ids = torch.full((len(batch), longest), pad)
    marks, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, (page, _) in enumerate(batch):
        ids[row, : len(page.ids)] = torch.tensor(page.ids)
        marks[row, : len(page.ids)] = torch.tensor(page.marks)
        mask[row, : len(page.ids)] = 1
    return model.states(ids, marks, mask)


def pages_of(lessons: list[Lesson], tokenizer: Tokenizer):
    return [(page, lesson.answers) for lesson in lessons for page in pages(lesson.sheet, tokenizer)]


def begin_with(model: Reader, taught: dict[str, torch.Tensor]) -> None:
    """Take over what was taught before; heads that it lacks, and classes added behind the known ones, begin anew."""
    own = model.state_dict()
    for name, value in taught.items():
        if name in own and own[name].shape != value.shape:
            own[name][: len(value)] = value
        elif name in own:
            own[name] = value
    model.load_state_dict(own)


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    chance = Random(args.seed)
    tokenizer = Tokenizer.from_file(f"{args.base}/tokenizer.json")
    tokenizer.no_truncation(), tokenizer.no_padding()
    rows = [row for path in args.lessons for row in pickle.loads(Path(path).read_bytes())]
    taught = [(name, lesson) for name, fold, lesson in rows if name.startswith(OURS) or fold != args.held_out]
    model = Reader(args.base, args.layers)
    if args.start:
        begin_with(model, torch.load(args.start))
    for parameter in model.words.parameters():
        parameter.requires_grad = False
    for layer in model.encoder.encoder.layer[: args.frozen]:
        layer.requires_grad_(False)
    own = [p for n, p in model.named_parameters() if not n.startswith(("encoder", "words")) and p.requires_grad]
    deep = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": deep, "lr": args.rate}, {"params": own, "lr": args.rate * 10}], weight_decay=0.01
    )
    per_epoch = len(batches(pages_of([lesson for _, lesson in taught], tokenizer), chance))
    steps = int(per_epoch * args.epochs) + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps + 1), max(0.0, 1 - step / steps))
    )
    print(f"{len(taught)} documents, {per_epoch} batches an epoch, {steps} steps", flush=True)
    began, step = time.time(), 0
    Path(args.out).mkdir(parents=True, exist_ok=True)
    while step < steps:
        shown = [
            renamed(one, chance) if name != DRILLS and chance.random() < args.rename else one for name, one in taught
        ]
        sums: dict[str, float] = {}
        seen = 0
        for batch in batches(pages_of(shown, tokenizer), chance):
            model.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                hidden = encoded(model, batch)
            total = 0.0
            count = sum(len(page.numbers) for page, _ in batch)
            for row, (page, answers) in enumerate(batch):
                for name, loss in model.loss(hidden[row, : len(page.ids)].float(), page, answers).items():
                    total = total + loss
                    sums[name] = sums.get(name, 0.0) + float(loss)
            seen += count
            (total / count).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(), schedule.step(), optimizer.zero_grad()
            step += 1
            if step >= steps:
                break
        print(
            f"{step} steps, {time.time() - began:.0f} s: " + " ".join(f"{k} {v / seen:.3f}" for k, v in sums.items()),
            flush=True,
        )
        torch.save(model.state_dict(), f"{args.out}/reader.pt")
        for name in dict.fromkeys(name for name, _, _ in rows):
            kept = [
                lesson for of, fold, lesson in rows if of == name and not of.startswith(OURS) and fold == args.held_out
            ]
            if kept:
                print(f"  {name} held out, {examine(model, kept, tokenizer)}", flush=True)
    Path(args.out, "made.json").write_text(json.dumps({"base": args.base, "layers": args.layers}))


@torch.no_grad()
def examine(model: Reader, lessons: list[Lesson], tokenizer: Tokenizer) -> str:
    """The share of the figures of `lessons` with each field right, and with event, object and side right together."""
    model.eval()
    right: dict[str, int] = {}
    count = 0
    for page, answers in pages_of(lessons, tokenizer):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = encoded(model, [(page, answers)])[0].float()
        ranges = [held for _, held in page.numbers]
        looked = functional.gelu(model.look(pooled(hidden, ranges)))
        said = [answers[place] for place, _ in page.numbers]
        picks = {name: model.classes[name](looked).argmax(1).tolist() for name in CLASSES}
        parties = model.party_scores(looked, hidden, ranges, page).argmax(1).tolist()
        days = model.day_scores(looked, hidden, ranges, page).argmax(1).tolist()
        start, _ = model.source_scores(looked, hidden, ranges, page)
        for row, a in enumerate(said):
            right["figure"] = right.get("figure", 0) + (picks["figure"][row] == a.figure)
            right["numbers"] = right.get("numbers", 0) + 1
            if not a.figure:
                continue
            count += 1
            day = days[row] - 2 if days[row] < 2 else page.dates[days[row] - 2][0]
            begins = int(start[row].argmax())
            heard = (
                (begins == 0)
                if a.sources is None
                else any((spot := spot_of(span, page)) and spot[0] - 1 <= begins - 1 <= spot[1] for span in a.sources)
            )
            fields = {name: picks[name][row] == getattr(a, name) for name in ("event", "object", "modality", "running")}
            fields["party"] = parties[row] - 1 in a.parties or a.parties == [-1]
            fields["core"] = fields["event"] and fields["object"] and fields["party"]
            fields["day"] = {0: -1, 1: -2}.get(days[row], day) in a.days
            fields["form"] = picks["form"][row] in a.forms
            fields["source"] = heard
            fields["sourced"] = heard and fields["core"]
            for name, ok in fields.items():
                right[name] = right.get(name, 0) + ok
    shares = {n: v / (right["numbers"] if n == "figure" else count) for n, v in right.items() if n != "numbers"}
    return f"{count} figures: " + " ".join(f"{name} {share:.3f}" for name, share in shares.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lessons", nargs="+")
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--held-out", type=int, default=-1)
    parser.add_argument("--start")
    parser.add_argument("--layers", type=int)
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as they are")
    parser.add_argument("--epochs", type=float, default=8)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--rename", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
