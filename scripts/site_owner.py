"""Whose site it is: the settings of `extra.owner`, which may all be empty."""

from __future__ import annotations

from html import escape
from typing import Annotated, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass

from scripts.site_fields import Address, Text, checked

_STRICT = ConfigDict(extra="forbid")


def _nothing(value: Any) -> Any:
    """A setting without a value is as good as an empty one."""
    return "" if value is None else value


Setting = Annotated[str, BeforeValidator(_nothing), Field(description="text, or nothing")]


@dataclass(frozen=True, config=_STRICT)
class OwnerLink:
    """Where else the owner is to be found.

    Attributes:
        title: what it is called.
        url: where it is.
        icon: one of the theme's, such as ``simple/mastodon``.
    """

    title: Text
    url: Address
    icon: Annotated[
        str, Field(pattern="^[a-z0-9/-]+$", description="an icon of the theme, such as simple/git")
    ] = "material/link-variant"


@dataclass(frozen=True, config=_STRICT)
class Owner:
    """Whose site it is. What is empty is shown nowhere.

    Attributes:
        name: of a person, or of several.
        tagline: a sentence about them.
        links: where else they are to be found.
        photo: path of an image under the docs folder.
    """

    name: Setting = ""
    tagline: Setting = ""
    links: Annotated[
        tuple[OwnerLink, ...],
        BeforeValidator(lambda value: value or ()),
        Field(description="a list of links, each with title and url"),
    ] = ()
    photo: Annotated[
        str,
        BeforeValidator(_nothing),
        Field(description="the path of an image under the docs folder"),
    ] = ""


def settle(config: MkDocsConfig) -> None:
    """Give pages and templates the checked owner, and the theme what it shows of one.

    Pages find it as ``owner``, templates as ``config.extra.owner``.

    Raises:
        PluginError: a setting is unknown or not what it should be; says which.
    """
    found = config.extra.get("owner")
    owner = checked(Owner, {} if found is None else found, "mkdocs.yml: extra.owner")
    if owner.photo and not owner.name:
        raise PluginError(
            "mkdocs.yml: extra.owner: expected the field 'name', for there is a photo"
        )
    config.extra["owner"] = owner
    if owner.name:
        # The theme writes it into an attribute as it is.
        config.site_author = config.site_author or escape(owner.name)
        parts = [escape(owner.name), config.copyright]
        config.copyright = " · ".join(filter(None, parts))
    if owner.links:
        social = [{"icon": each.icon, "link": each.url, "name": each.title} for each in owner.links]
        config.extra["social"] = [*config.extra.get("social", ()), *social]


def check_photo(owner: Owner, files: Files) -> None:
    """See that the photo is there.

    Raises:
        PluginError: it is not.
    """
    if owner.photo and files.get_file_from_path(owner.photo) is None:
        raise PluginError(
            "mkdocs.yml: extra.owner: expected the field 'photo' to name a file under the docs "
            f"folder, found {owner.photo!r} and no such file; put it there or mend the path"
        )
