"""A page that cannot be delivered goes to the next target at once; one that fails briefly is tried again."""

import discord

from tests.world import World


async def test_the_first_on_call_has_left_the_server(server: World) -> None:
    await server.leave(server.jo)

    await server.says(server.alex, server.lobby, "help")

    assert [server.pinged(one) for one in server.pages()] == [{server.kim.id}]
    report = await server.says(server.max, server.lobby, "health")
    assert f"{server.jo.mention} is on the on-call list and has left" in report


async def test_everybody_on_the_list_has_left(server: World) -> None:
    await server.leave(server.jo)
    await server.leave(server.kim)

    await server.says(server.alex, server.lobby, "help")

    assert server.pinged(server.page) == {server.max.id}
    assert "nobody from our team has answered" in server.texts(server.help_room)


async def test_closed_direct_messages_do_not_stop_the_page(server: World) -> None:
    await server.says(server.max, server.lobby, "oncall add", person=server.jo, direct_messages=True)
    dm = server.jo.user.dm_channel
    server.env.inject_error("POST", f"/channels/{dm.id}/messages", status=403, code=50007, times=None)

    await server.says(server.alex, server.lobby, "help")

    assert [server.pinged(one) for one in server.pages()] == [{server.jo.id}]
    await server.wait(minutes=5.1)
    assert len(server.pages()) == 2


async def test_the_on_call_channel_is_deleted(server: World) -> None:
    await server.delete_channel(server.oncall)
    assert ("deleted", "oncall_channel_id") in server.findings()
    assert "was deleted" in server.dms(server.max)

    await server.says(server.alex, server.lobby, "help")

    code = server.alert()["code"]
    page = server.dm_history(server.jo)[-1]
    assert code in page.content
    assert server.dm_history(server.kim) == []
    assert "is yours" in await server.press_dm(server.jo, page, "Take")
    assert server.writes(server.jo, server.help_room)


async def test_the_bot_may_not_write_in_the_on_call_channel(server: World) -> None:
    denied = discord.Permissions(send_messages=True)
    give_back = await server.forbid(server.oncall, server.bot.user.id, denied)

    await server.says(server.alex, server.lobby, "help")

    assert server.alert()["code"] in server.dm_history(server.jo)[-1].content
    assert any(code == "oncall_channel" for code, _ in server.findings())
    assert "on-call channel" in server.dms(server.max).lower()
    report = await server.says(server.max, server.lobby, "health")
    assert "cannot write in this channel: On-call channel" in report
    await give_back()
    await server.wait(minutes=5.1)
    assert server.pinged(server.page) == {server.kim.id}
    assert "cannot" not in await server.says(server.max, server.lobby, "health")


async def test_neither_channel_nor_direct_messages_so_the_next_at_once(server: World) -> None:
    await server.delete_channel(server.oncall)
    for person in (server.jo,):
        dm = person.user.dm_channel
        server.env.inject_error("POST", f"/channels/{dm.id}/messages", status=403, code=50007, times=None)

    await server.says(server.alex, server.lobby, "help")

    assert server.alert()["code"] in server.dm_history(server.kim)[-1].content


async def test_opted_in_and_closed_and_no_channel_the_next_at_once(server: World) -> None:
    await server.says(server.max, server.lobby, "oncall add", person=server.jo, direct_messages=True)
    await server.delete_channel(server.oncall)
    dm = server.jo.user.dm_channel
    server.env.inject_error("POST", f"/channels/{dm.id}/messages", status=403, code=50007, times=None)

    await server.says(server.alex, server.lobby, "help")

    assert server.alert()["code"] in server.dm_history(server.kim)[-1].content


async def test_discord_is_down_for_a_moment_and_one_page_is_seen(server: World) -> None:
    path = f"/channels/{server.oncall.id}/messages"
    server.env.inject_error("POST", path, status=500, times=3)

    await server.says(server.alex, server.lobby, "help")
    await server.wait(minutes=1)

    assert [server.pinged(one) for one in server.pages()] == [{server.jo.id}]
    tries = [one.json for one in server.env.http_requests if one.method == "POST" and one.path == path]
    tries = [one for one in tries if server.alert()["code"] in one["content"]]
    assert len(tries) == 4
    assert len({one["nonce"] for one in tries}) == 1
    assert all(one["enforce_nonce"] for one in tries)
