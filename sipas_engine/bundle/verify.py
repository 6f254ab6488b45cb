"""Kiểm chứng bộ công bố: hashes, sums, and every printed figure recomputed from the counts; needs no database."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sipas_engine.bundle.adding_up import sums_of
from sipas_engine.bundle.archive import NotABundle
from sipas_engine.bundle.comparing import compared
from sipas_engine.bundle.contents import QUESTIONS, Printed, printed_files, printed_from
from sipas_engine.bundle.count_files import COUNTS, UNITS, BadBundle, counts_csv, read_counts, units_csv
from sipas_engine.bundle.counts import PublishedCounts
from sipas_engine.bundle.findings import Finding
from sipas_engine.bundle.manifest import MANIFEST, SEAL, Manifest, read_manifest, seal_of, sha256_of
from sipas_engine.bundle.precision import PRECISION, Contribution, precision_csv, read_precision
from sipas_engine.bundle.recompute import recomputed
from sipas_engine.errors import N_, SipasError
from sipas_engine.methods.question_file import question_set_from_table
from sipas_engine.methods.question_set import QuestionSet

_SEAL = N_("{file} does not name the hash of the manifest that stands beside it ({expected}).")
_BROKEN = N_(
    "{file} was changed so that it can no longer be read, and nothing can be checked by it: {reason}"
)
_KNOWN = N_("The manifest has the hash {found}; the one made known is {expected}. This is another edition.")
_HASH = N_("{file} was changed: its hash is {found}, the manifest has {expected}.")
_MISSING = N_("{file} is in the manifest, but not in the bundle.")
_NOT_LISTED = N_(
    "{file} is neither in the bundle nor in its manifest, but every bundle of this edition has it."
)
_EXTRA = N_("{file} is in the bundle, but not in the manifest.")
_NOT_SHOWN = N_("{file}, row {row}: unit {found} is not shown, so nothing of it may stand here.")
_UNREADABLE = N_("{file}: {reason}")
_NATION = N_(
    "{file}: the index of all is {found}; with the units that are withheld it can only lie from {low} to {high}."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """Bộ công bố đã mở: its contents, its manifest, and what was recomputed from its counts."""

    contents: Mapping[str, bytes]
    manifest: Manifest
    printed: Printed


@dataclass(frozen=True, slots=True)
class Verification:
    """Kết quả kiểm chứng: what was checked, what does not agree, what could not be recomputed and why.

    ``recomputed`` are the files whose every figure was recomputed, ``sealed`` those of which only the hash is known
    (documents, charts).
    """

    manifest: str
    files: int
    units: int
    recomputed: tuple[str, ...]
    sealed: tuple[str, ...]
    findings: tuple[Finding, ...]
    draft: bool = False


def verified(
    bundle: str, contents: Mapping[str, bytes], *, known: str = "", program: str = ""
) -> Verification:
    """Kiểm chứng: a bundle whose files are given by path; ``known`` is the manifest's hash as it was made known.

    ``program`` names the edition that verifies: where it is not the one that published, files need not have the
    same bytes, only the same figures, and each may have files which the other does not know.
    Raises NotABundle or UnsafeBundle for what has no manifest to check by; whatever else is wrong is a finding,
    also a manifest that was one before it was changed: its seal stands beside it and names another hash.
    """
    try:
        manifest = read_manifest(bundle, contents)
    except NotABundle as error:
        if contents.get(SEAL, b"") in (b"", seal_of(contents.get(MANIFEST, b""))):
            raise
        return _broken(contents, known, error)
    own = sha256_of(contents[MANIFEST])
    findings = [*_seals(contents, own, known), *_hashes(contents, manifest)]
    units, checked = 0, []
    try:
        questions = questions_of(contents)
        counts = counts_of(contents, manifest, questions)
        found = precision_of(contents)
    except SipasError as error:
        findings += _unreadable(error)
    else:
        units = len(counts.units)
        findings += [*_canonical(contents, counts, found), *sums_of(counts, manifest.settings)]
        findings += _national(counts, questions, manifest)
        printed = printed_from(counts, found, questions, manifest.settings)
        same_edition = manifest.program == program
        for file in printed_files(printed):
            if file.path in contents:
                checked.append(file.path)
                findings += compared(file.path, contents[file.path], file.content, by_bytes=same_edition)
            elif same_edition and file.path not in {listed.path for listed in manifest.files}:
                findings.append(Finding("missing", file.path, _NOT_LISTED))
        checked += [UNITS, COUNTS, PRECISION, QUESTIONS]
    sealed = tuple(file.path for file in manifest.files if file.path not in checked)
    return Verification(
        own,
        len(manifest.files),
        units,
        tuple(sorted(checked)),
        sealed,
        tuple(findings),
        draft=manifest.settings.draft,
    )


def opened(bundle: str, contents: Mapping[str, bytes]) -> Opened:
    """Mở bộ công bố: the result recomputed from its counts, for questions about it.

    Raises NotABundle, UnsafeBundle, BadBundle and what a question set refuses.
    """
    manifest = read_manifest(bundle, contents)
    questions = questions_of(contents)
    counts = counts_of(contents, manifest, questions)
    shown = printed_from(counts, precision_of(contents), questions, manifest.settings)
    return Opened(contents, manifest, shown)


def questions_of(contents: Mapping[str, bytes]) -> QuestionSet:
    """Bộ câu hỏi của bộ công bố: read from its text. Raises BadBundle when it is no TOML, BadQuestionSet."""
    try:
        table = tomllib.loads(contents[QUESTIONS].decode("utf-8-sig"))
    except (KeyError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadBundle(where=QUESTIONS, file=QUESTIONS, count=1) from error
    return question_set_from_table(table, file=QUESTIONS)


def counts_of(contents: Mapping[str, bytes], manifest: Manifest, questions: QuestionSet) -> PublishedCounts:
    """Số đếm của bộ công bố: units and counts, read strictly. Raises BadBundle."""
    for file in (UNITS, COUNTS):
        if file not in contents:
            raise BadBundle(where=file, file=file, count=1)
    nesting = manifest.settings.nesting
    codes = questions.criterion_codes
    return read_counts(contents[UNITS], contents[COUNTS], nesting, codes, questions.scale)


def precision_of(contents: Mapping[str, bytes]) -> tuple[Contribution, ...]:
    """Sai số của bộ công bố: contributions to variances, read strictly. Raises BadBundle."""
    if PRECISION not in contents:
        raise BadBundle(where=PRECISION, file=PRECISION, count=1)
    return read_precision(contents[PRECISION])


def _seals(contents: Mapping[str, bytes], own: str, known: str) -> Iterator[Finding]:
    if contents.get(SEAL) != seal_of(contents.get(MANIFEST, b"")):
        yield Finding("manifest", SEAL, _SEAL, expected=own)
    if known and known.lower() != own:
        yield Finding("manifest", MANIFEST, _KNOWN, found=own, expected=known.lower())


def _broken(contents: Mapping[str, bytes], known: str, error: NotABundle) -> Verification:
    """A manifest that cannot be read and does not bear its seal: that is all there is to say."""
    own = sha256_of(contents.get(MANIFEST, b""))
    broken = Finding("manifest", MANIFEST, _BROKEN, {"reason": error.fields["reason"]})
    return Verification(own, 0, 0, (), (), (broken, *_seals(contents, own, known)))


def _hashes(contents: Mapping[str, bytes], manifest: Manifest) -> Iterator[Finding]:
    listed = {file.path: file for file in manifest.files}
    for path, file in listed.items():
        if path not in contents:
            yield Finding("missing", path, _MISSING)
        elif (found := sha256_of(contents[path])) != file.sha256:
            yield Finding("hash", path, _HASH, found=found, expected=file.sha256)
    for path in sorted(contents.keys() - listed.keys() - {MANIFEST, SEAL}):
        yield Finding("extra", path, _EXTRA)
    if QUESTIONS in contents and (found := sha256_of(contents[QUESTIONS])) != manifest.question_set:
        yield Finding("hash", QUESTIONS, _HASH, found=found, expected=manifest.question_set)


def _unreadable(error: SipasError) -> Iterator[Finding]:
    if not error.problems:
        yield Finding("form", error.where or MANIFEST, _UNREADABLE, {"reason": str(error)})
    for problem in error.problems:
        file, _, rest = problem.where.partition(":")
        row, _, column = rest.partition(":")
        number = int(row) if row.isdecimal() else None
        yield Finding("form", file, problem.template, problem.fields, row=number, column=column)


def _canonical(
    contents: Mapping[str, bytes], counts: PublishedCounts, found: tuple[Contribution, ...]
) -> Iterator[Finding]:
    """The files of counts as this program would write them: then rows can be named by their numbers."""
    yield from compared(UNITS, contents[UNITS], units_csv(counts))
    yield from compared(COUNTS, contents[COUNTS], counts_csv(counts))
    yield from compared(PRECISION, contents[PRECISION], precision_csv(found))
    shown = {unit.id for unit in counts.units if unit.status == "published"}
    for number, one in enumerate(found, start=2):
        if one.unit not in shown:
            yield Finding("form", PRECISION, _NOT_SHOWN, row=number, column="unit", found=str(one.unit))


def _national(counts: PublishedCounts, questions: QuestionSet, manifest: Manifest) -> Iterator[Finding]:
    """Where units of the first level are withheld, their mean is known only within bounds."""
    settings, nation = manifest.settings, counts.units[0]
    stated = settings.national_index
    if (stated is not None) != (nation.status == "index_alone"):
        yield Finding("form", MANIFEST, _UNREADABLE, {"reason": "national_index"})
    if stated is None:
        return
    units = recomputed(counts, questions, settings).level(next(iter(settings.nesting.columns)))
    weights = {u.path: 1 if settings.method.rollup == "mean_units" else u.n_valid for u in units if u.n_valid}
    heavy = sum(weights.values())
    if (settings.weight is not None and settings.method.rollup == "by_forms") or not heavy:
        return  # what withheld units weigh is not known either
    shown = sum((u.sipas * weights[u.path] for u in units if u.sipas is not None), Fraction(0))
    hidden = sum(weights[u.path] for u in units if (u.level, u.path) in counts.withheld and u.n_valid)
    low, high = shown / heavy, (shown + 100 * hidden) / heavy
    half = Fraction(1, 2 * 10**settings.method.decimals)
    if not low - half <= Fraction(stated) <= high + half:
        bounds = {"low": f"{float(low):.4f}", "high": f"{float(high):.4f}"}
        yield Finding("figure", MANIFEST, _NATION, bounds, found=stated)
