"""The web interface: `ui { … }`."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class ContentSecurityPolicy(Model, frozen=True, kw_only=True, eq=False):
    """What browsers may load: `content_security_policy { … }`."""

    connect_src: Annotated[tuple[str, ...] | None, hcl.attribute("connect_src", "ConnectSrc", "list(string)", "connect-src.")] = None
    default_src: Annotated[tuple[str, ...] | None, hcl.attribute("default_src", "DefaultSrc", "list(string)", "default-src.")] = None
    form_action: Annotated[tuple[str, ...] | None, hcl.attribute("form_action", "FormAction", "list(string)", "form-action.")] = None
    frame_ancestors: Annotated[tuple[str, ...] | None, hcl.attribute(
        "frame_ancestors", "FrameAncestors", "list(string)", "frame-ancestors.")] = None
    img_src: Annotated[tuple[str, ...] | None, hcl.attribute("img_src", "ImgSrc", "list(string)", "img-src.")] = None
    script_src: Annotated[tuple[str, ...] | None, hcl.attribute("script_src", "ScriptSrc", "list(string)", "script-src.")] = None
    style_src: Annotated[tuple[str, ...] | None, hcl.attribute("style_src", "StyleSrc", "list(string)", "style-src.")] = None


class ConsulUIConfig(Model, frozen=True, kw_only=True, eq=False):
    """Links to Consul: `consul { … }`."""

    ui_url: Annotated[str, hcl.attribute("ui_url", "BaseUIURL", "string", "Address of Consul's web interface.")] = ""


class VaultUIConfig(Model, frozen=True, kw_only=True, eq=False):
    """Links to Vault: `vault { … }`."""

    ui_url: Annotated[str, hcl.attribute("ui_url", "BaseUIURL", "string", "Address of Vault's web interface.")] = ""


class LabelUIConfig(Model, frozen=True, kw_only=True, eq=False):
    """A label that tells clusters apart: `label { … }`."""

    text: Annotated[str, hcl.attribute("text", "Text", "string", "What it says.")] = ""
    background_color: Annotated[str, hcl.attribute("background_color", "BackgroundColor", "string", "Its background.")] = ""
    text_color: Annotated[str, hcl.attribute("text_color", "TextColor", "string", "Its text's colour.")] = ""


class UIConfig(Model, frozen=True, kw_only=True, eq=False):
    """The web interface: `ui { … }`."""

    enabled: Annotated[bool, hcl.attribute("enabled", "Enabled", "bool", "Offers the web interface; default true.")] = False
    content_security_policy: Annotated[ContentSecurityPolicy | None, hcl.block(
        "content_security_policy", "ContentSecurityPolicy", "ContentSecurityPolicy", "What browsers may load.")] = None
    consul: Annotated[ConsulUIConfig | None, hcl.block("consul", "Consul", "ConsulUIConfig", "Links to Consul.")] = None
    vault: Annotated[VaultUIConfig | None, hcl.block("vault", "Vault", "VaultUIConfig", "Links to Vault.")] = None
    label: Annotated[LabelUIConfig | None, hcl.block("label", "Label", "LabelUIConfig", "A label that tells clusters apart.")] = None
    show_cli_hints: Annotated[bool | None, hcl.attribute(
        "show_cli_hints", "ShowCLIHints", "bool", "Shows commands to copy; default true.")] = None
