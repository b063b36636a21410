"""The placeholders that Word itself writes into an empty control, in the languages of its interface.

Word keeps them in the document's glossary part, which other programs drop: then only their words tell. For each
language: of text, of a list, of a date; older versions of Word do not say "or tap". The Welsh interface's own words
were not found; a placeholder in Welsh is known by the verb that it begins with.
"""

WORD_PROMPTS = (
    "Click or tap here to enter text.", "Click here to enter text.", "Choose an item.",
    "Click or tap to enter a date.", "Click here to enter a date.", "Choose a building block.",
    "Klicken oder tippen Sie hier, um Text einzugeben.", "Klicken Sie hier, um Text einzugeben.",
    "Wählen Sie ein Element aus.", "Klicken oder tippen Sie, um ein Datum einzugeben.",
    "Klicken Sie hier, um ein Datum einzugeben.",
    "Cliquez ou appuyez ici pour entrer du texte.", "Cliquez ici pour entrer du texte.",
    "Cliquez ici pour taper du texte.", "Choisissez un élément.", "Cliquez ou appuyez ici pour entrer une date.",
    "Cliquez ici pour entrer une date.",
    "Haga clic o pulse aquí para escribir texto.", "Haga clic aquí para escribir texto.", "Elija un elemento.",
    "Haga clic aquí o pulse para escribir una fecha.", "Haga clic aquí para escribir una fecha.",
    "Fare clic o toccare qui per immettere il testo.", "Fare clic qui per immettere testo.",
    "Scegliere un elemento.", "Fare clic o toccare qui per immettere una data.",
    "Fare clic qui per immettere una data.",
    "Klik of tik om tekst in te voeren.", "Klik hier als u tekst wilt invoeren.", "Kies een item.",
    "Klik of tik om een datum in te voeren.", "Klik hier als u een datum wilt invoeren.",
    "Clique ou toque aqui para inserir o texto.", "Clique aqui para digitar texto.", "Escolher um item.",
    "Clique ou toque aqui para inserir uma data.", "Clique aqui para inserir uma data.",
    "Clique ou toque aqui para introduzir texto.", "Clique aqui para introduzir texto.", "Escolha um item.",
    "Clique ou toque para introduzir uma data.", "Clique aqui para introduzir uma data.",
    "Kliknij lub naciśnij tutaj, aby wprowadzić tekst.", "Kliknij tutaj, aby wprowadzić tekst.", "Wybierz element.",
    "Kliknij lub naciśnij, aby wprowadzić datę.", "Kliknij tutaj, aby wprowadzić datę.",
    "Klikněte nebo klepněte sem a zadejte text.", "Klikněte sem a zadejte text.", "Zvolte položku.",
    "Klikněte nebo klepněte sem a zadejte datum.", "Klikněte sem a zadejte datum.",
    "Klicka eller tryck här för att ange text.", "Klicka här för att ange text.", "Välj ett objekt.",
    "Klicka eller tryck här för att ange datum.", "Klicka här för att ange datum.",
    "Klik eller tryk her for at skrive tekst.", "Klik eller tryk her for at angive tekst.",
    "Klik her for at angive tekst.", "Vælg et element.", "Klik eller tryk for at angive en dato.",
    "Klik her for at angive en dato.",
    "Klikk eller trykk her for å skrive inn tekst.", "Klikk her for å skrive inn tekst.", "Velg et element.",
    "Klikk eller trykk for å skrive inn en dato.", "Klikk her for å skrive inn en dato.",
    "Kirjoita tekstiä napsauttamalla tai napauttamalla tätä.", "Kirjoita tekstiä napsauttamalla tätä.",
    "Valitse kohde.", "Lisää päivämäärä napsauttamalla tai napauttamalla tätä.",
    "Lisää päivämäärä napsauttamalla tätä.",
    "Место для ввода текста.", "Выберите элемент.", "Место для ввода даты.",
    "Клацніть або торкніться тут, щоб ввести текст.", "Виберіть елемент.", "Клацніть тут, щоб ввести дату.",
    "Faceți clic sau atingeți aici pentru a introduce text.", "Alegeți un element.",
    "Faceți clic sau atingeți pentru a introduce o dată.",
    "Κάντε κλικ ή πατήστε εδώ για να εισαγάγετε κείμενο.", "Επιλέξτε ένα στοιχείο.",
    "Metin girmek için buraya tıklayın veya dokunun.", "Bir öğe seçin.", "Tarih girmek için tıklayın veya dokunun.",
    "انقر أو اضغط هنا لإدخال نص.", "اختر عنصراً.", "单击或点击此处输入文字。", "选择一项。", "单击或点击此处输入日期。",
    "テキストを入力するには、ここをクリックまたはタップしてください。", "アイテムを選択してください。",
    "日付を入力するには、ここをクリックまたはタップしてください。",
)  # fmt: skip

WELSH_BEGINNINGS = ("cliciwch ", "dewiswch eitem")
"""The beginnings of Word's placeholders in Welsh, folded."""
