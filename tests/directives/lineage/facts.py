"""Dữ kiện thử: documents and citations in a few words each."""

from datetime import date

from directives.lineage.facts import Origin, Reference, Relation, Revocation, Role, Said, Seen
from directives.lineage.issuers import named_issuer, territory_of

BNV = "Bộ Nội vụ"
LAI_CHAU = "UBND tỉnh Lai Châu"
GIA_LAI = "UBND tỉnh Gia Lai"


def ref(
    number: str, day: str = "", issuer: str = "", kind: str = "Công văn", line: tuple[str, ...] = ()
) -> Reference:
    """Dẫn chiếu: what is left empty was not said."""
    return Reference(
        number=number,
        type=kind,
        dated=date.fromisoformat(day) if day else None,
        issuer=named_issuer(issuer, line) if issuer else None,
    )


def says(
    cited: Reference, relation: Relation = Relation.CARRIES_OUT, citing: Reference | None = None
) -> Said:
    """Viện dẫn."""
    return Said(cited, Role.BASIS, relation, "", citing)


def doc(
    number: str,
    day: str,
    issuer: str,
    *said: Said | Reference,
    origin: Origin = Origin.FILE,
    place: str = "",
    revoked: Revocation | None = None,
    effective: str = "",
) -> Seen:
    """Văn bản đã thấy: a bare reference among what it says is a directive that it carries out."""
    reference = ref(number, day, issuer)
    territory = territory_of(reference.issuer.key) if reference.issuer else ""
    return Seen(
        reference,
        origin,
        place or f"{number} {issuer} {day}",
        line=(territory,) if territory else (),
        said=tuple(one if isinstance(one, Said) else says(one) for one in said),
        revoked=revoked,
        effective=date.fromisoformat(effective) if effective else None,
    )
