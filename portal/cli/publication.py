"""Công bố: ``publish`` makes a bundle anyone can verify, ``verify`` recomputes it; ``explain`` and ``publishing``."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import explaining, index, options, publishing
from portal.messages import _, worded_problem

if TYPE_CHECKING:
    from sipas_engine.bundle.contents import Source
    from sipas_engine.bundle.verify import Verification

#: What ``publish`` takes as ``index`` does, worded there.
_OF_INDEX = ("metric", "aggregate", "aggregate_element", "rollup", "strata", "psu", "weight")
#: So many findings are listed on a screen; ``--json`` has them all.
_MOST_SHOWN = 50


def commands() -> list[click.Command]:
    """Các lệnh: publish, verify, explain, publishing."""
    (computing,) = index.commands()
    return [
        click.Command(
            "publish",
            callback=_publish,
            help=_(
                "Publishes a result as a bundle that anyone can verify: of FORMS, a file of forms, with --questions "
                "and --by; or of the frozen result of a campaign."
            ),
            params=[
                click.Argument(["source"], metavar="FORMS|CAMPAIGN"),
                click.Option(["--questions"], type=options.FILE, help=_("the question set, a TOML file")),
                click.Option(["--by"], help=_("the levels, for example province,district,commune")),
                *(parameter for parameter in computing.params if parameter.name in _OF_INDEX),
                click.Option(["--version"], type=int, help=_("the frozen result; left out, the newest")),
                click.Option(["--title"], default="", help=_("the title of the result")),
                click.Option(["--notice"], default="", help=_("what stands above every table")),
                click.Option(["--out"], type=options.FILE, required=True, help=_("the folder of the bundle")),
                click.Option(
                    ["--zip", "zipped"], is_flag=True, help=_("also writes OUT.zip, one file to send")
                ),
                options.as_json(),
            ],
        ),
        click.Command(
            "verify",
            callback=_verify,
            help=_(
                "Verifies BUNDLE, a folder or zip file: every hash, every sum, and every printed figure recomputed "
                "from its counts. Ends with 1 when something does not agree."
            ),
            params=[
                click.Argument(["bundle"], type=options.FILE),
                click.Option(
                    ["--manifest-sha256", "known"],
                    default="",
                    help=_("the hash of the manifest as it was made known at publishing"),
                ),
                options.as_json(),
            ],
        ),
        explaining.command(),
        publishing.group(),
    ]


def program() -> str:
    """Ấn bản chương trình: the version that stands in a bundle's manifest."""
    from importlib.metadata import version

    return f"vanthu {version('vanthu')}"


def _publish(
    source: str,
    questions: Path | None,
    by: str | None,
    version: int | None,
    title: str,
    notice: str,
    out: Path,
    zipped: bool,
    as_json: bool,
    **computing: str | None,
) -> None:
    from workflows.services.bundle_folder import write_bundle_folder, write_bundle_zip

    if questions is not None and by is not None and version is None:
        from sipas_engine.bundle.contents import bundle_of

        contents: Mapping[str, bytes] = bundle_of(
            _source(Path(source), questions, by, title, notice, computing)
        )
    elif questions is None and by is None and not Path(source).is_file():
        contents = _of_campaign(source, version)
    else:
        raise click.UsageError(
            _("A file of forms is published with --questions and --by, a campaign without.")
        )
    write_bundle_folder(out, contents)
    if zipped:
        from sipas_engine.bundle.archive import zip_of

        write_bundle_zip(out.with_name(f"{out.name}.zip"), zip_of(contents))
    _say_published(out, contents, as_json)


def _of_campaign(campaign: str, version: int | None) -> Mapping[str, bytes]:
    """The approved bundle of a frozen result, else a draft, which says so in itself and on the screen."""
    from workflows.services.publish_bundle import bundle_for_readers
    from workflows.wiring import open_workspace

    contents, edition = bundle_for_readers(open_workspace(), campaign, version)
    if edition is None:
        said = _(
            "Not approved yet: this is a draft. See “vanthu publishing prepare” and “vanthu publishing approve”."
        )
        click.echo(said, err=True)
    return contents


def _source(
    forms: Path, questions: Path, by: str, title: str, notice: str, computing: Mapping[str, str | None]
) -> "Source":
    from sipas_engine.bundle.from_forms import source_from_file
    from sipas_engine.methods.method import chosen_method

    return source_from_file(
        forms,
        questions,
        [level.strip() for level in by.split(",")],
        chosen_method(
            computing["metric"] or "",
            computing["aggregate"] or "",
            computing["aggregate_element"],
            computing["rollup"] or "",
        ),
        strata=computing["strata"],
        psu=computing["psu"],
        weight=computing["weight"],
        title=title,
        notice=notice,
        program=program(),
    )


def _say_published(out: Path, contents: Mapping[str, bytes], as_json: bool) -> None:
    from sipas_engine.bundle.manifest import MANIFEST, sha256_of

    seal = sha256_of(contents[MANIFEST])
    if as_json:
        answer = {"bundle": str(out), "manifest_sha256": seal, "files": sorted(contents)}
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(_("{count} files in {folder}.").format(count=len(contents), folder=out))
    click.echo(_("Hash of the manifest, to be made known with the result: {seal}").format(seal=seal))


def _verify(bundle: Path, known: str, as_json: bool) -> int:
    from sipas_engine.bundle.archive import read_bundle
    from sipas_engine.bundle.verify import verified

    found = verified(bundle.name, read_bundle(bundle), known=known, program=program())
    if as_json:
        click.echo(json.dumps(_as_json(bundle, found), ensure_ascii=False))
    else:
        _show(found)
    return 1 if found.findings else 0


def _as_json(bundle: Path, found: "Verification") -> dict[str, object]:
    return {
        "bundle": str(bundle),
        "manifest_sha256": found.manifest,
        "draft": found.draft,
        "files": found.files,
        "units": found.units,
        "recomputed": list(found.recomputed),
        "only_sealed": list(found.sealed),
        "problems": [
            {
                "kind": finding.kind,
                "file": finding.file,
                "row": finding.row,
                "column": finding.column or None,
                "found": finding.found,
                "expected": finding.expected,
                "message": worded_problem(finding.problem),
            }
            for finding in found.findings
        ],
    }


def _show(found: "Verification") -> None:
    for finding in found.findings[:_MOST_SHOWN]:
        click.echo("  - " + worded_problem(finding.problem))
    if len(found.findings) > _MOST_SHOWN:
        click.echo(_("… and {more} more.").format(more=len(found.findings) - _MOST_SHOWN))
    if found.draft:
        click.echo(_("This bundle is a draft: nobody has approved it for publication."))
    click.echo(_("Hash of the manifest: {seal}").format(seal=found.manifest))
    click.echo(
        _(
            "{files} files: {recomputed} recomputed from the counts of {units} groups, {sealed} known by hash."
        ).format(
            files=found.files, recomputed=len(found.recomputed), units=found.units, sealed=len(found.sealed)
        )
    )
    if found.findings:
        said = _("NOT VERIFIED: {count} problem(s).").format(count=len(found.findings))
    else:
        said = _("Verified: everything agrees.")
    click.echo(said)
