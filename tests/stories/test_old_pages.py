"""Old pages: once somebody has an alert, or it is closed, its pages say so and have nothing left to press."""

from tests.world import World, labels


async def test_a_page_says_who_has_it_and_then_that_it_is_closed(server: World) -> None:
    await server.says(server.alex, server.lobby, "help")
    await server.wait(minutes=5)
    first, second = server.pages()
    assert labels(first) == ["Take", "I can't", "Close"]

    await server.take(server.kim)
    for page in server.pages():
        assert labels(page) == []
        assert server.kim.mention in page.content
    assert [one.id for one in server.pages()] == [first.id, second.id]

    await server.close_alert(server.kim)
    for message in server.oncall.history():
        assert labels(message) == []
    assert "closed" in server.pages()[0].content
