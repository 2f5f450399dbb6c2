"""Set-up by its own commands: every bad value is answered and changes nothing."""

from typing import Any

import discord
import pytest

from tests.world import World, set_up

BAD: list[tuple[str, dict[str, Any], str]] = [
    ("setup place", {"country": "Britain"}, "two letters"),
    ("setup place", {"country": "1!"}, "two letters"),
    ("setup place", {"emergency_number": "call me"}, "as people dial it"),
    ("setup place", {"emergency_number": "9" * 60}, "as people dial it"),
    ("setup place", {"language": "xx"}, "I know: en"),
    ("setup place", {"time_zone": "London"}, "Europe/London"),
    ("setup place", {"time_zone": "../../etc/passwd"}, "Europe/London"),
    ("setup place", {"oncall_hours": "a"}, "between 3 and 200"),
    ("setup place", {"oncall_hours": "x" * 201}, "between 3 and 200"),
    ("setup place", {"oncall_hours": "ask @everyone at any time"}, "cannot stand there"),
    ("setup place", {"country": "FR", "time_zone": "nowhere"}, "Europe/London"),
    ("setup people", {"data_contact": "ask <@&1234567890123456>"}, "cannot stand there"),
    ("setup people", {"complaint_contact": "@here"}, "cannot stand there"),
    ("setup people", {"privacy_contact": "\u200b" * 9}, "between 3 and 200"),
    ("setup promises", {"min_age": 12}, "from 13 to 99"),
    ("setup promises", {"legal_triggers": "  "}, "between 3 and 200"),
]


async def test_every_bad_value_is_answered_and_changes_nothing(bare_server: World) -> None:
    world = bare_server
    general = world.channel("general")
    await world.says(world.max, general, "setup place", country="GB", emergency_number="112")
    before = world.rows("SELECT * FROM servers")
    for name, options, said in BAD:
        answer = await world.says(world.max, general, name, **options)
        assert said in answer, (name, options)
        assert "Nothing was changed" in answer
    assert world.rows("SELECT * FROM servers") == before


async def test_an_age_below_discords_own_floor(bare_server: World) -> None:
    world = bare_server
    general = world.channel("general")
    await world.says(world.max, general, "setup place", country="DE")
    assert "from 16 to 99" in await world.says(world.max, general, "setup promises", min_age=15)
    await world.says(world.max, general, "setup place", country="GB")
    await world.says(world.max, general, "setup promises", min_age=13)
    assert "from 16 to 99" in await world.says(world.max, general, "setup place", country="DE")
    assert world.rows("SELECT country, min_age FROM servers") == [{"country": "GB", "min_age": 13}]


async def test_roles_and_channels_that_would_let_everybody_in(bare_server: World) -> None:
    world = bare_server
    general = world.channel("general")
    everyone = world.guild.default_role
    assert "everyone" in await world.says(world.max, general, "setup roles", specialist=everyone)
    other = world.guild.create_text_channel("other")
    answer = await world.says(world.max, general, "setup channels", lobby=other, oncall=other)
    assert "three different channels" in answer
    assert world.rows("SELECT lobby_id FROM servers WHERE lobby_id IS NOT NULL") == []


async def test_only_moderators(bare_server: World) -> None:
    world = bare_server
    general = world.channel("general")
    with pytest.raises(Exception, match="permission"):
        await world.lee.slash(general, "setup create")
    for name in ("health", "oncall add"):
        options = {"person": world.jo} if name == "oncall add" else {}
        assert "for moderators" in await world.says(world.lee, general, name, **options)
    assert world.rows("SELECT * FROM oncall") == []


async def test_it_says_what_is_missing_until_nothing_is(bare_server: World) -> None:
    world = bare_server
    general = world.channel("general")
    first = await world.says(world.max, general, "setup status")
    assert "still to decide" in first
    assert "/oncall add" in first
    assert not first.startswith("Saved")
    assert "cannot open" in await world.says(world.alex, general, "support")
    assert "First set the country" in await world.says(world.max, general, "setup helplines")
    assert "First choose the lobby" in await world.says(world.max, general, "setup panel")

    await set_up(world)

    assert "the panel is up" in await world.says(world.max, general, "setup status")
    panel = world.with_button("Help now", world.lobby)
    assert panel.pinned
    assert "999 or 112" in panel.content
    assert "Help now" in panel.content
    assert not world.writes(world.lee, world.lobby)
    assert world.sees(world.lee, world.lobby)
    assert not world.sees(world.lee, world.oncall)
    assert not world.sees(world.lee, world.board)
    assert world.sees(world.jo, world.oncall)
    assert world.sees(world.sam, world.board)
    shown = await world.says(world.max, general, "setup show")
    assert "every day from 9 in the morning" in shown
    assert "the complaints desk" in shown
    assert "All is well" in await world.says(world.max, general, "health")


async def test_create_makes_only_what_is_missing(bare_server: World) -> None:
    world = bare_server
    general = world.channel("general")
    await world.says(world.max, general, "setup roles", specialist=world.guild.roles["On-call specialist"])
    await world.says(world.max, general, "setup channels", lobby=general)
    await world.says(world.max, general, "setup create")
    names = sorted(world.guild.channels)
    again = await world.says(world.max, general, "setup create")

    assert "still to decide" in again
    assert sorted(world.guild.channels) == names
    assert names == ["Peer support", "general", "on-call", "peers-board"]
    assert world.rows("SELECT lobby_id FROM servers") == [{"lobby_id": general.id}]


async def test_a_bot_that_may_not_make_channels_says_what_it_needs(bare_server: World) -> None:
    world = bare_server
    world.env.inject_error("POST", "/guilds/*/channels", status=403, code=50013)
    answer = await world.says(world.max, world.channel("general"), "setup create")
    assert "Manage Channels and Manage Roles" in answer
    assert world.rows("SELECT peer_role_id FROM servers")[0]["peer_role_id"] is not None


async def test_deleted_things_are_undecided_again_and_told(server: World) -> None:
    await server.delete_channel(server.board)
    await server.delete_role("Certified peer")
    assert {("deleted", "board_id"), ("deleted", "peer_role_id")} <= server.findings()
    assert "Peers' board" in server.texts(server.oncall)
    assert "Peer role" in server.texts(server.oncall)
    report = await server.says(server.max, server.lobby, "health")
    assert "This was deleted: Peers' board" in report
    assert "Not decided yet: Peers' board" in report
    assert "cannot open" in await server.says(server.alex, server.lobby, "support")

    await server.says(server.max, server.lobby, "setup create")

    assert "All is well" in await server.says(server.max, server.lobby, "health")
    await server.ask(server.alex)


async def test_a_deleted_lobby_wants_its_panel_again(server: World) -> None:
    general = server.channel("general")
    await server.delete_channel(server.lobby)
    await server.says(server.max, general, "setup create")
    assert "/setup panel" in await server.says(server.max, general, "setup status")
    assert "is up" in await server.says(server.max, general, "setup panel")
    assert server.with_button("Help now", server.lobby).pinned


async def test_a_deleted_panel_is_told_and_a_new_one_replaces_an_old_one(server: World) -> None:
    await server.says(server.max, server.lobby, "setup panel")
    panels = [one for one in server.lobby.history() if "free" not in one.content and one.components]
    assert len(panels) == 1
    server.env.backend.delete_message(server.lobby.id, panels[0].id)
    await server.settle()
    assert "panel was deleted" in server.texts(server.oncall)
    await server.says(server.max, server.lobby, "setup panel")
    assert "All is well" in await server.says(server.max, server.lobby, "health")


async def test_another_emergency_number_has_to_be_confirmed_again(server: World) -> None:
    answer = await server.says(server.max, server.lobby, "setup place", emergency_number="112")
    assert "/setup helplines" in answer
    assert answer.startswith("Saved")
    assert "cannot open" in await server.says(server.alex, server.lobby, "support")


async def test_missing_permissions_are_named(server: World) -> None:
    me = server.env.backend.get_guild(server.guild.id).members[server.bot.user.id]
    for role_id in [*me.role_ids, server.guild.id]:
        server.env.backend.edit_role(
            server.guild.id,
            role_id,
            {"permissions": discord.Permissions(view_channel=True, use_application_commands=True).value},
        )
    await server.settle()
    report = await server.says(server.max, server.lobby, "health")
    assert "manage channels" in report
    assert "manage roles" in report


async def test_the_list_is_shown_with_who_has_left(server: World) -> None:
    await server.leave(server.kim)
    text = await server.says(server.lee, server.lobby, "oncall who")
    assert text.index(server.jo.mention) < text.index("No longer on this server")
    robot = server.guild.add_member(server.env.create_user("robot", bot=True))
    refused = await server.says(server.max, server.lobby, "oncall add", person=robot)
    assert "bot cannot be on call" in refused
    refused = await server.says(server.max, server.lobby, "setup people", question_contact=robot)
    assert "not a bot" in refused
    assert "not on the list" in await server.says(
        server.lee, server.lobby, "oncall remove", person=server.lee
    )
    assert "off the on-call list" in await server.says(
        server.jo, server.lobby, "oncall remove", person=server.jo
    )
