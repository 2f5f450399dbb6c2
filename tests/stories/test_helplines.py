"""Helplines on a server: its own lines, pins, hours, and "this did not work" (M18)."""

from tests.stories.notice_editor import said
from tests.world import World


async def _card(server: World, person: object = None) -> str:
    return said(await (person or server.alex).slash(server.lobby, "helplines"))


async def _report(server: World, person: object, line_id: str) -> str:
    shown = await person.slash(server.lobby, "helplines")
    return said(await person.select(shown.response, [line_id], custom_id="ft:wrongline"))


async def test_a_line_of_the_servers_own_is_shown_named_and_kept_over_a_restart(server: World) -> None:
    general = server.channel("general")
    told = await server.max.slash(
        general, "lines add", name="Harbour night line", dial="020 7946 0018", hours="evenings"
    )
    assert "is on the card now" in said(told)
    assert "**Harbour night line**: 020 7946 0018 (evenings) -- added by this server" in await _card(server)

    await server.max.slash(general, "lines pin", line="gb-harbour-night-line")
    room = await server.ask(server.lee)
    assert "You can also reach Harbour night line (020 7946 0018)." in server.texts(room).replace("\\", "")
    await server.restart()
    assert (await _card(server)).index("Harbour night line") < (await _card(server)).index("Samaritans")


async def test_a_line_that_claims_too_much_or_cannot_be_dialled_is_refused(server: World) -> None:
    general = server.channel("general")
    for bad in (
        {"name": "Quiet line", "dial": "ask us"},
        {"name": "Quiet line", "link": "http://quiet.example"},
        {"name": "Quiet line"},
        {"name": "Fully confidential line", "dial": "020 7946 0018"},
        {"name": "@everyone", "dial": "020 7946 0018"},
        {"name": "!!!", "dial": "020 7946 0018"},
    ):
        told = await server.max.slash(general, "lines add", **bad)
        assert "That was not saved" in said(told), bad
    assert server.rows("SELECT * FROM helpline_choices") == []


async def test_hidden_lines_stay_hidden_and_come_back(server: World) -> None:
    general = server.channel("general")
    await server.max.slash(general, "lines hide", line="gb-shout")
    assert "Shout" not in await _card(server)
    assert "hidden" in said(await server.max.slash(general, "lines list"))
    await server.max.slash(general, "lines back", line="gb-shout")
    assert "Shout" in await _card(server)


async def test_three_people_in_a_day_take_a_line_off_and_nobody_is_on_record(server: World) -> None:
    for person in (server.alex, server.alex, server.alex, server.lee):
        assert "Thank you for telling us." in await _report(server, person, "gb-shout")
    assert "Shout" in await _card(server)  # two people so far

    await _report(server, server.pat, "gb-shout")
    await server.settle()
    assert "Shout" not in await _card(server)
    health = said(await server.max.slash(server.channel("general"), "health"))
    assert "a helpline did not work: gb-shout" in health.replace("\\", "")
    columns = {name for row in server.rows("SELECT * FROM helpline_reports") for name in row}
    assert columns == {"id", "guild_id", "line_id", "at"}

    await server.max.slash(server.channel("general"), "lines back", line="gb-shout")
    assert "Shout" in await _card(server)


async def test_the_last_number_to_dial_is_never_taken_away(server: World) -> None:
    for person in (server.alex, server.lee, server.pat):
        await _report(server, person, "gb-samaritans")
    await server.settle()
    assert "116 123" in await _card(server)
    health = said(await server.max.slash(server.channel("general"), "health"))
    assert "gb-samaritans" in health.replace("\\", "")
