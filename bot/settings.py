"""Settings: frozen, validated where they are made, from the environment and from flags.

Every field `name` is the environment variable `CITAAT_NAME`; some are flags of the command line
as well, which win over the environment, the environment over a `.env` file, that over the
defaults here.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from pydantic import Field, FilePath, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings import SettingsError as UnreadableError

from index.errors import SettingsError
from index.milvus_address import Address
from index.origin import EVERYONE, origin_of

if TYPE_CHECKING:
    from typing import Any, Self


# What an address may not have if a path is to be written behind it, for everyone to read.
_NOT_IN_FRONT = re.compile(r"[?#\s]|//[^/]*@")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# The settings that are flags of the command line too.
FLAGS = ("content", "index", "store", "model", "threshold", "host", "port", "journal")


class Settings(BaseSettings):
    """How this installation runs. Build one with `Settings.of`, which raises `SettingsError`."""

    model_config = SettingsConfigDict(
        env_prefix="CITAAT_",
        env_file=".env",
        env_file_encoding="utf-8",
        # `CITAAT_HOST=`, as compose files write what is not set: the default, not every address.
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
    )

    content: Path = Field(default=Path("content"), description="Folder with the interviews.")
    index: Path | None = Field(
        default=None, description="Folder of the index; by default in the user's cache."
    )
    store: SecretStr | None = Field(
        default=None,
        description="Milvus that holds the index, as milvus://host:19530 or a file ending in .db.",
    )
    cache: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("citaat"),
        description="Folder for the converted model and the default index.",
    )
    model: str | None = Field(
        default=None,
        description="A sentence-transformers folder, or downloaded name, for the embedded model.",
    )
    threshold: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Answer at or above this confidence; by default the calibrated one.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port to listen on.")
    public_url: str | None = Field(
        default=None, description="Address visitors use, when a proxy stands in front."
    )
    allowed_origins: tuple[str, ...] = Field(
        default=(), description='Sites that may embed the chat, as JSON: ["https://example.org"].'
    )
    journal: Path | None = Field(
        default=None,
        description="File that notes what was asked in vain, for `citaat journal`.",
    )
    title: str | None = Field(default=None, description="Heading of the chat.")
    lead: str | None = Field(default=None, description="What can be asked, under the heading.")
    accent: str | None = Field(
        default=None, pattern=r"^#[0-9a-fA-F]{6}$", description="Accent colour, as #rrggbb."
    )
    logo: FilePath | None = Field(default=None, description="Image file shown beside the title.")
    examples: tuple[str, ...] = Field(
        default=(), description="Example questions, as JSON; by default the interview's own."
    )

    @field_validator(
        "content", "index", "store", "cache", "model", "journal", "logo", mode="before"
    )
    @classmethod
    def _at_home(cls, value: object) -> object:
        """`~/content` as a shell reads it, which has read no `.env` file and no `--content=~/a`."""
        # No `Path`: an address of Milvus has two slashes.
        return os.path.expanduser(value) if isinstance(value, str) else value  # noqa: PTH111

    @field_validator("store")
    @classmethod
    def _addressed(cls, value: SecretStr | None) -> SecretStr | None:
        # Its error does not repeat the value, which may hold a password.
        if value is not None:
            Address.parse(value.get_secret_value())
        return value

    @field_validator("host")
    @classmethod
    def _to_bind(cls, value: str) -> str:
        """As a socket takes it: `[::1]` is how an address on the web has it."""
        host = value.strip()
        host = host[1:-1].strip() if host.startswith("[") and host.endswith("]") else host
        # Nothing would be every address of the machine.
        if not host:
            msg = "must be an address of this machine, such as 127.0.0.1"
            raise ValueError(msg)
        return host

    @field_validator("public_url")
    @classmethod
    def _absolute(cls, value: str | None) -> str | None:
        if value is None:
            return None
        origin_of(value)
        # Links are made by writing behind it.
        if _NOT_IN_FRONT.search(value):
            msg = "must end with its path, and have no user and no space"
            raise ValueError(msg)
        return value.rstrip("/")

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(EVERYONE if one == EVERYONE else origin_of(one) for one in value)

    @classmethod
    def of(cls, **flags: Any) -> Self:
        """Settings from the environment, with the flags that are not None on top.

        Raises:
            SettingsError: a value is impossible; the message names the setting.
        """
        given = {name: value for name, value in flags.items() if value is not None}
        empty = [name for name in FLAGS if given.get(name) == ""]
        if empty:
            raise SettingsError(
                f"The flag --{empty[0]} has no value.", "Give it one, or leave the flag out."
            )
        try:
            settings = cls(**given)
        except UnicodeDecodeError as error:
            raise SettingsError("The file .env is not UTF-8.", "Save it as UTF-8.") from error
        except UnreadableError as error:
            name = str(error).split('"')[1]
            raise SettingsError(
                f"The setting {name} cannot be read.",
                f'CITAAT_{name.upper()} is a JSON list, such as ["one", "two"].',
            ) from error
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0])
            reason = first["msg"].removeprefix("Value error, ")
            raise SettingsError(
                f"The setting {name} cannot be {first['input']!r}: {reason}.",
                f"Change {_where(name)}.",
            ) from error
        undecoded = next((name for name, value in settings if not _is_unicode(value)), None)
        if undecoded:
            raise SettingsError(
                f"The setting {undecoded} is not UTF-8.", f"Write {_where(undecoded)} in UTF-8."
            )
        return settings

    @classmethod
    def doubts(cls) -> list[str]:
        """What may be meant otherwise: variables that look like settings and are none."""
        found: set[str] = set()
        for source in (EnvSettingsSource(cls), DotEnvSettingsSource(cls)):
            found.update(source.env_vars)
        prefix = "citaat_"
        known = {f"{prefix}{name}" for name in cls.model_fields}
        other = sorted(name.upper() for name in found - known if name.startswith(prefix))
        return [f"No setting, and ignored: {', '.join(other)}."] if other else []

    @property
    def index_folder(self) -> Path:
        """Where the index lives: one folder for each content folder, unless given."""
        if self.index is not None:
            return self.index
        name = hashlib.sha256(os.fsencode(self.content.resolve())).hexdigest()[:12]
        return self.cache / "index" / name


def _where(name: str) -> str:
    """The flag and the variable that set it."""
    return f"{f'--{name} or ' if name in FLAGS else ''}CITAAT_{name.upper()}"


def _is_unicode(value: object) -> bool:
    """Whether a page can show a text; of bytes that are no UTF-8 the environment makes halves.

    A path may hold any bytes: nobody is shown it but in an error.
    """
    if isinstance(value, tuple):
        return all(map(_is_unicode, value))
    text = value.get_secret_value() if isinstance(value, SecretStr) else value
    return not isinstance(text, str) or _SURROGATE.search(text) is None
