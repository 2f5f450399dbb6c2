"""Everything an operator decides outside Discord, read once from the environment or `.env`."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class Settings(BaseSettings):
    """The operator's settings; each has a line in `.env.example` and in the README."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", populate_by_name=True, frozen=True
    )

    discord_token: SecretStr = Field(alias="DISCORD_TOKEN")
    database_url: str = Field("sqlite:///data/forthright.db", alias="DATABASE_URL")
    log_level: LogLevel = Field("INFO", alias="LOG_LEVEL")
    api_url: str | None = Field(None, alias="FORTHRIGHT_API_URL")
    gateway_url: str | None = Field(None, alias="FORTHRIGHT_GATEWAY_URL")
    health_port: int | None = Field(None, alias="HEALTH_PORT", ge=1, le=65535)
    idle_seconds: float = Field(60.0, alias="FORTHRIGHT_IDLE_SECONDS", gt=0, le=31_536_000)
    message_content: bool = Field(True, alias="FORTHRIGHT_MESSAGE_CONTENT")
    members: bool = Field(True, alias="FORTHRIGHT_MEMBERS")

    @field_validator("discord_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        token = value.get_secret_value().strip()
        if not token or any(character.isspace() for character in token):
            raise ValueError("it is empty or has spaces in it; copy it again from the developer portal")
        return SecretStr(token)

    @field_validator("log_level", mode="before")
    @classmethod
    def _level(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        for scheme in ("sqlite+aiosqlite:///", "sqlite:///"):
            file = value.removeprefix(scheme)
            # In memory, every connection would have a database of its own, and nothing would last.
            if value.startswith(scheme) and file.strip() and file != ":memory:":
                return f"sqlite+aiosqlite:///{file}"
        raise ValueError("it must begin with sqlite:/// and name a file, like sqlite:///data/forthright.db")

    @field_validator("api_url", "gateway_url", "health_port", mode="before")
    @classmethod
    def _empty(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("api_url", "gateway_url")
    @classmethod
    def _url(cls, value: str | None) -> str | None:
        if value is not None:
            parts = urlsplit(value)
            if parts.scheme not in ("http", "https", "ws", "wss") or not parts.netloc:
                raise ValueError("it must be a whole address, like http://127.0.0.1:8080/api/v10")
        return value

    @property
    def database_file(self) -> Path:
        """The file that the store lives in."""
        return Path(self.database_url.split(":///", 1)[1])


def problems(error: ValidationError) -> list[str]:
    """One clear line for each setting that is missing or wrong; never its value."""
    lines = []
    for one in error.errors(include_input=False, include_url=False, include_context=False):
        name = str(one["loc"][0]) if one["loc"] else "settings"
        why = "it is missing" if one["type"] == "missing" else one["msg"].removeprefix("Value error, ")
        lines.append(f"{name}: {why}")
    return lines
