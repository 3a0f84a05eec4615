"""What people write when they want notices, want none, or ask whether all is well."""

from __future__ import annotations

import pytest

from bot.reading.questions.notices import (
    Wish,
    asks_for_the_real,
    asks_to_be_forgotten,
    read_wish,
)

SUBSCRIBE = (
    "subscribe",
    "Subscribe me to trades draws please",
    "notify me of trades draws",
    "Can you notify me when there is a new draw?",
    "please alert me about new draws",
    "tell me about new draws",
    "Tell me when there's a new trades draw",
    "let me know as soon as a new round is held",
    "keep me posted",
    "I want to be notified",
    "how do I subscribe",
    "sign me up",
    "turn on notifications",
    "notifications",
    "send me alerts",
    "abonne-moi",
    "Abonnez-moi aux rondes des métiers",
    "je veux m'abonner",
    "préviens-moi des nouvelles rondes",
    "prévenez-moi",
    "avise-moi quand il y a une ronde",
    "tiens-moi au courant",
    "j'aimerais être avertie",
    "dis-moi quand il y a une nouvelle ronde",
    "activer les notifications",
    "comment m'abonner?",
)
EVERY_DRAW = (
    "notify me of every draw",
    "subscribe me to all the draws",
    "alert me about any new round",
    "abonne-moi à toutes les rondes",
    "préviens-moi de chaque tirage",
)
UNSUBSCRIBE = (
    "unsubscribe",
    "Unsubscribe me please",
    "stop notifications",
    "stop sending me messages",
    "no more alerts!",
    "turn off the notifications",
    "cancel my subscription",
    "stop notifying me",
    "don't message me",
    "notifications off",
    "désabonne-moi",
    "je veux me désabonner",
    "arrête les notifications",
    "plus d'avis",
    "arrêtez de m'envoyer des messages",
    "ne me préviens plus",
)
STATUS = (
    "am I subscribed?",
    "am I still subscribed",
    "what am I subscribed to?",
    "my subscription",
    "are you still working?",
    "is this bot still alive?",
    "when did you last check?",
    "last check",
    "suis-je abonnée?",
    "mon abonnement",
    "tu fonctionnes encore?",
)
OTHERS = (
    "480, welder, 3 November 2025",
    "what was the latest draw?",
    "tell me about the last draw",
    "tell me my chances",
    "let me know if I was invited",
    "did IRCC notify me?",
    "stop",
    "cancel",
    "forget me",
    "I was notified of nothing" + " at all" * 50,
    "dis-moi si j'étais dans la plage",
    "combien d'invitations peut-il encore y avoir?",
    "is my score still enough?",
    "how much notice do I get",
    "un avis juridique",
    "",
)


@pytest.mark.parametrize("text", SUBSCRIBE)
def test_asking_for_notices(text: str) -> None:
    assert read_wish(text) == Wish("subscribe")


@pytest.mark.parametrize("text", EVERY_DRAW)
def test_asking_for_notices_of_every_draw(text: str) -> None:
    assert read_wish(text) == Wish("subscribe", every_draw=True)


@pytest.mark.parametrize("text", UNSUBSCRIBE)
def test_asking_for_no_notices(text: str) -> None:
    assert read_wish(text) == Wish("unsubscribe")


@pytest.mark.parametrize("text", STATUS)
def test_asking_how_things_stand(text: str) -> None:
    assert read_wish(text) == Wish("status")


@pytest.mark.parametrize("text", OTHERS)
def test_other_messages_are_left_to_others(text: str) -> None:
    assert read_wish(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "forget me",
        "Please delete my data!",
        "delete everything you know about me",
        "can you erase all my information",
        "Oublie-moi svp",
        "efface tout",
        "peux-tu supprimer mes données?",
        "efface tout ce que tu sais de moi",
    ],
)
def test_who_wants_to_be_forgotten_is_heard(text: str) -> None:
    assert asks_to_be_forgotten(text)


@pytest.mark.parametrize(
    "text",
    [
        "how do I delete my data",
        "comment effacer mes données?",
        "forget it",
        "oublie ça",
        "delete my Express Entry profile and submit a new one",
        "efface tout " + "et " * 200,
    ],
)
def test_who_asks_about_forgetting_or_means_something_else_keeps_everything(text: str) -> None:
    assert not asks_to_be_forgotten(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("back to my real profile", True),
        ("Revenir à mon vrai profil", True),
        ("retour au vrai", True),
        ("my profile is real", False),
        ("revenir " * 60, False),
    ],
)
def test_leaving_a_what_if_can_be_asked_for_in_words(text: str, wanted: bool) -> None:
    assert asks_for_the_real(text) is wanted
