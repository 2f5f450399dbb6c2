"""A13: the notice is read and agreed to in Spanish; the record names language and version."""

from tests.stories.notice_editor import said, with_button
from tests.world import World


async def test_read_and_agreed_to_in_spanish(server: World) -> None:
    room = await server.ask(server.alex)
    shown = await server.alex.click(server.notice(room), label="Español")
    assert "¿Necesitas ayuda ya?" in said(shown)
    assert "Qué bien que estés aquí." in said(shown)

    await server.alex.click(with_button(shown, "Entiendo"), label="Entiendo")
    await server.settle()
    assert server.writes(server.alex, room)
    [record] = server.rows("SELECT * FROM acknowledgements")
    [row] = server.rows("SELECT * FROM conversations")
    assert (record["locale"], record["notice_id"]) == ("es", row["notice_id"])
    assert record["digest"] != row["notice_digest"]  # of the words that were read
    assert "Ya puedes escribir aquí." in server.texts(room)


async def test_somebody_else_may_read_it_but_not_agree(server: World) -> None:
    room = await server.open_talk(server.alex)
    await server.bring_in(server.sam, room)
    shown = await server.sam.click(server.notice(room), label="Español")
    assert "Tus derechos" in said(shown)
    assert with_button(shown, "Entiendo") is None


async def test_a_peer_reads_the_same_notice_before_promising_and_does_not_learn_whose_it_is(
    server: World,
) -> None:
    await server.open_talk(server.alex)
    await server.sam.click(server.with_button("Claim", server.board), label="Claim")
    await server.settle()
    shown = await server.sam.click(
        server.with_button("Read the notice", server.board), label="Read the notice"
    )
    assert "Your rights" in said(shown)
    assert str(server.alex.id) not in said(shown)
