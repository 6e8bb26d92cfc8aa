"""What the fictional Harbour Coffee has to say: first words, and the whole of it. Nobody and nothing here exists."""

SAYINGS: tuple[str, ...] = (
    "The ferry at six in the morning brings our first guests. They say nothing until the second cup.\n\n"
    "We like them that way. #HarbourCoffee",
    "Nadia tastes forty cups before lunch. Not because she loves coffee (she drinks tea at home), but because every "
    "sack is different and somebody has to notice.\n\nThursday at four: taste beside her.",
    "Rain menu: as long as it pours, the second cocoa is on the house. Bring somebody who is wet.",
    "Your questions on decaf, answered: yes, there is a little caffeine left. No, nobody swaps the beans at night.",
    "Why do we roast on Tuesdays? Because on Monday the beans arrive, and on Wednesday the whole quay wants some.",
    "Grind finer, or wait longer? Both change the cup. Here is what we do when a coffee tastes of nothing.",
    "The co-op sent pictures of the new drying beds. Eleven families, one hill, and a dog who guards all of it.",
    "Autumn opening hours: from eight on weekdays, from nine when the church bells let us sleep.",
    "Oat or soy? Half of you asked, so we tasted both for a week. The answer is a third one.",
    "Paul repairs our machine since it was new. He says it will outlive him. We hope that both take their time.",
    "First frost on the quay. The chairs outside now come with blankets and, if you ask, with a hot stone.",
    "Latte art fails, a collection: three swans, one potato, and something that Mina calls “the mayor”.",
    "Sixty cups for the lighthouse team tonight. If you see a light blink twice, they liked it.",
    "A small book goes around our tables. Write one sentence about this morning and put it back.",
    "We weighed our waste for a month: nine kilos of coffee grounds a day. The gardeners on the hill take all of it.",
    "How do you store beans? Dark, dry, closed, and never beside the onions. Ask us how we know.",
    "The new cups are here, made two streets away. Each one leans a little, like everybody before eight.",
    "No wifi password today, because there is no wifi today. The window seat is free, though.",
    "Tasting month begins: four Thursdays, four farms, twelve seats each. The first one is already loud.",
    "Someone left a red umbrella on Friday. It has been served two espressos and is waiting.",
)  # fmt: skip

# Said when one of those above was said already.
MORE: tuple[str, ...] = (
    "A fisherman asked for “something with no foam and no questions”. It is on the board now.",
    "Mina paints the board every Monday. This week there is a whale on it, and it is smiling.",
    "Cold brew needs sixteen hours and no attention at all. We envy it.",
    "The smallest cup we have holds forty millilitres. Whoever drinks it standing is from here.",
    "Saturday's market is one street further up. Bring your basket in afterwards, we keep it behind the counter.",
    "Cinnamon buns come out of the oven at ten past nine. Nobody has ever been late for that.",
    "Twelve chairs, three tables, one bench with a view. Sit where you like and stay as long as it takes.",
    "What does “washed” mean on the label? That the fruit is taken off before the bean dries. It tastes clearer.",
    "Theo carried eleven sacks up the stairs this morning and wishes it to be known.",
    "Lost at our place this month: two gloves, a bicycle key and a very good crossword.",
    "Our grinder got new burrs. You will hear nothing of it, which is the point.",
    "Half a litre of tap water stands on every table. It has always been free, and it will be.",
    "The choir rehearses upstairs on Wednesdays. From seven on, every cappuccino comes with a tenor.",
    "Somebody paid for five coffees and left. The next five were surprised.",
    "Bring your own cup and keep thirty cents. Bring a friend's cup and explain yourself.",
    "We changed the light bulb over the till. Everybody looks a little better, and so do the prices.",
    "A new bean from the east side of the valley: plums at first, then something like warm bread.",
    "The postman drinks his on the doorstep, in four minutes. He has done so for nine years.",
    "Greta asked what our oldest cup is. It is from 1961, chipped, and not for sale.",
    "School is out: hot chocolate for everybody below a metre forty, at half the price, until four.",
    "The boat from the islands is late, so the soup stays on until three.",
    "Ben tried to explain the word “crema” in one sentence. Here are his nine.",
    "Friday evening the quay is closed for the lantern walk. We stay open for whoever comes back cold.",
    "A guest left a poem on the sugar jar. It does not rhyme, and we keep it.",
    "How hot is too hot? Above sixty-five degrees milk stops being sweet. That is all the secret there is.",
    "Every bag now says who picked it and on which day it was roasted. You asked; it took us a year.",
    "The dog outside belongs to nobody we know. He prefers the table on the left.",
    "Stocktaking tonight. We know the number of spoons already, and it is a disappointment.",
)  # fmt: skip

PICTURES: tuple[tuple[str, str], ...] = (
    ("hills-at-six.jpg", "A painted morning: a pale sun over blue hills, the nearest ones brown like coffee"),
    (
        "hills-at-noon.jpg",
        "A painted day: a pink sky and a white sun over four rows of hills, blue behind, green in front",
    ),
    ("hills-in-rain.jpg", "A painted grey day: flat light over hills that fade into the mist"),
    ("hills-at-dusk.jpg", "A painted evening: an orange sky over violet hills, with meadows in front"),
)
