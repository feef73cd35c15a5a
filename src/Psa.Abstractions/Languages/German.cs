using NodaTime;

namespace Psa.Languages;

internal sealed class German : ILanguage
{
    private static readonly string[] Months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    public string Tag => "de";

    public string Date(LocalDate day) => FormattableString.Invariant($"{day.Day}. {Months[day.Month - 1]} {day.Year}");

    public string Number(string digits) => Digits.Grouped(digits, ',', '.');

    public string Days(string first, string last) => $"{first} bis {last}";

    public string ItsStart => "Beginn";

    public string DaysOf(long days, long of, string period) => FormattableString.Invariant($"{days} von {of} {(of == 1 ? "Tag" : "Tagen")} der Periode {period}");

    public string DaysCharged(long days, long of) => FormattableString.Invariant($"{days} von {of} {(of == 1 ? "Tag" : "Tagen")}");

    public string PartOf(string fraction, string period) => $"{fraction} der Periode {period}";

    public string PartOfPeriod(string fraction) => $"{fraction} der Periode";

    public string MonthsOf30Days => "Monate zu 30 Tagen";

    public string MonthsThenDays => "ganze Monate, dann Tage";

    public string DaysAMonth(int days) => FormattableString.Invariant($"{days} Tage je Monat");

    public string DaysAYear(int days) => FormattableString.Invariant($"{days} Tage je Jahr");

    public string InFull => "voll berechnet";

    public string Waived => "nicht berechnet, da nicht alle Tage abgedeckt sind";

    public string Agreed(string from) => $"vereinbart ab {from}";

    public string Tariff(string from) => $"Tarif vereinbart ab {from}";

    public string PriceList(string name, string from) => $"Preisliste {name}, ab {from}";

    public string VendorCost => "Kosten des Anbieters, weitergegeben";

    public string Risen(string rate, string day) => $"erhöht um {rate} am {day}";

    public string RisenTimes(string rate, long times, string first, string last) => FormattableString.Invariant($"erhöht um {rate} {times}-mal vom {first} bis {last}");

    public string FurtherPrices => "weitere Preise";

    public string Flat(string price) => $"pauschal {price}";

    public string Included(string price, string quantity) => $"{price} inklusive {quantity}";

    public string Free(string quantity) => $"davon {quantity} frei";

    public string Blocks(string count, bool isOne, string size) => $"{count} {(isOne ? "Block" : "Blöcke")} zu {size}";

    public string Fee(string amount) => $"{amount} Gebühr";

    public string CostOf(string cost) => $"Kosten des Anbieters von {cost}";

    public string Less(string discount) => $"abzüglich {discount}";

    public string Raised(string amount) => $"angehoben auf das Minimum von {amount}";

    public string Lowered(string amount) => $"begrenzt auf das Maximum von {amount}";

    public string Used(string quantity) => $"Verbrauch {quantity}";

    public string InAdvance(string quantity) => $"{quantity} im Voraus";

    public string AtLeast(string quantity) => $"{quantity} (Mindestmenge)";

    public string HalfUp => "kaufmännisch";

    public string HalfEven => "zur geraden Ziffer";

    public string Up => "auf";

    public string Down => "ab";

    public string Rounded(string how) => $"{how} gerundet";

    public string RoundedTogether(string how) => $"die laufende Summe wird am Ende jedes Abschnitts {how} gerundet, daher ergeben die Abschnitte das Ganze";

    public string RoundedEach(string how) => $"jeder Abschnitt wird für sich {how} gerundet";

    public string Together(string amount) => $"Zusammen {amount}";

    public string InsteadOf(string before) => $"statt {before}";

    public string ChangeOf(string amount) => $"eine Änderung von {amount}";

    public string Nothing => "nichts";

    public string None => "keiner";

    public string Correction => "Korrektur";

    public string Decision => "laut Entscheidung";

    public string DepositOn(string order) => $"Anzahlung auf Auftrag {order}";

    public string DepositDeducted(string invoice) => $"verrechnet, Rechnung {invoice}";

    public string DepositLeft => "Rest der Anzahlung";

    public string Beyond(string quantity, string committed) => $"{quantity} über {committed} hinaus";

    public string FeeName => "Gebühr";

    public string MinimumName => "Minimum";

    public string MaximumName => "Maximum";

    public string AfterThePeriod => "Nach der Periode berechnet, da mehr verbraucht wurde, als im Voraus berechnet wird.";

    public string CorrectionOf(string period, string due, string before) => $"Korrektur {period}: {due} sind fällig, {before} wurden berechnet.";

    public string Bills(string amount) => $"{amount} werden berechnet.";

    public string Credits(string amount) => $"{amount} werden gutgeschrieben.";

    public string BillsNothing => "Nichts wird berechnet.";

    public string PartOfDifference => "Dies ist ein Teil des Unterschieds.";

    public string DecisionsCount => "Was zu früheren Posten der Periode entschieden wurde, zählt mit.";

    public string BilledBefore => "Bisher berechnet:";

    public string DueNow => "Jetzt fällig:";

    public string NothingDue => "Nichts, da von der Periode nichts mehr berechnet wird.";

    public string Overridden(string by, string net, string computed) => $"{by} hat den Betrag auf {net} statt der errechneten {computed} gesetzt";

    public string Canceled => "Storniert";

    public string Released => "Der Posten gilt nicht mehr als berechnet: Der nächste Lauf berechnet seine Periode erneut.";

    public string More(string amount) => $"Das sind {amount} mehr.";

    public string Fewer(string amount) => $"Das sind {amount} weniger.";

    public string Same => "Das ist gleich viel.";

    public string Quantity => "Menge";

    public string BilledInAdvance => "Im Voraus berechnet";

    public string Price => "Preis";

    public string Cost => "Kosten des Anbieters";

    public string DiscountName => "Rabatt";

    public string Share => "Berechnet";

    public string PriceOfTariff => "laut Tarif";

    public string OtherTariff => "Der Tarif ist ein anderer.";

    public string TermsChanged(string period) => $"Die Konditionen änderten sich in der Periode {period}.";

    public string OnlyDifference(string period) => $"Der Posten {period} ist eine Korrektur: Er berechnet nur den Unterschied.";

    public string NetWasSet(string by, string period) => $"{by} hat den Betrag {period} gesetzt";

    public string NothingChanged => "Nichts hat sich geändert außer der Periode.";

    public string Invoice => "Rechnung";

    public string CreditNote => "Gutschrift";

    public string Quote => "Angebot";

    public string Order => "Auftrag";

    public string Subtotal(string of) => $"Zwischensumme {of}";

    public string LeftOver(string amount) => $"davon {amount} als Rest einer laufenden Summe";

    public string DocumentDiscount(string amount, string left) => $"abzüglich {amount} als Anteil an den Rabatten des Belegs: {left}";

    public string TaxOn(string rate, string net, string tax) => $"{rate} Steuer auf {net}: {tax}";

    public string PriceBy(string by) => $"Preis genannt von {by}";

    public string PerformedLess(string performed, string billed, string difference) => $"Geleistet {performed} abzüglich berechnet {billed}: {difference}";

    public string BilledLines => "Was berechnet wurde:";

    public string PerformedLines => "Was geleistet wurde:";

    public string TakenBefore(string amount) => $"abzüglich {amount}, schon berücksichtigt";

    public string ShareOfDays(string net, string period, string days) => $"{net} ({period}), davon {days}";

    public string NoLongerThere => "nicht mehr vorhanden";
}
