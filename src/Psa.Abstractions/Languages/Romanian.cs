using NodaTime;

namespace Psa.Languages;

internal sealed class Romanian : ILanguage
{
    private static readonly string[] Months = ["ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie"];

    public string Tag => "ro";

    public string Date(LocalDate day) => FormattableString.Invariant($"{day.Day} {Months[day.Month - 1]} {day.Year}");

    public string Number(string digits) => Digits.Grouped(digits, ',', '.');

    public string Days(string first, string last) => $"{first} – {last}";

    public string ItsStart => "începutul său";

    public string DaysOf(long days, long of, string period) => FormattableString.Invariant($"{days} din {Count(of, "zi", "zile")} ale perioadei {period}");

    public string DaysCharged(long days, long of) => FormattableString.Invariant($"{days} din {Count(of, "zi", "zile")}");

    public string PartOf(string fraction, string period) => $"{fraction} din perioada {period}";

    public string PartOfPeriod(string fraction) => $"{fraction} din perioadă";

    public string MonthsOf30Days => "luni de 30 de zile";

    public string MonthsThenDays => "luni întregi, apoi zile";

    public string DaysAMonth(int days) => FormattableString.Invariant($"{Count(days, "zi", "zile")} pe lună");

    public string DaysAYear(int days) => FormattableString.Invariant($"{Count(days, "zi", "zile")} pe an");

    public string InFull => "facturat integral";

    public string Waived => "nefacturat, deoarece nu toate zilele sunt acoperite";

    public string Agreed(string from) => $"convenit de la {from}";

    public string Tariff(string from) => $"tarif convenit de la {from}";

    public string PriceList(string name, string from) => $"lista de prețuri {name}, de la {from}";

    public string VendorCost => "costul furnizorului, refacturat";

    public string Risen(string rate, string day) => $"majorat cu {rate} la {day}";

    public string RisenTimes(string rate, long times, string first, string last) => FormattableString.Invariant($"majorat cu {rate} de {Count(times, "dată", "ori")}, {first} – {last}");

    public string FurtherPrices => "celelalte prețuri";

    public string Flat(string price) => $"preț fix de {price}";

    public string Included(string price, string quantity) => $"{price} cu {quantity} incluse";

    public string Free(string quantity) => $"din care {quantity} gratuite";

    public string Blocks(string count, bool isOne, string size) => $"{count} {(isOne ? "bloc" : "blocuri")} de {size}";

    public string Fee(string amount) => $"{amount} taxă fixă";

    public string CostOf(string cost) => $"costul furnizorului de {cost}";

    public string Less(string discount) => $"minus {discount}";

    public string Raised(string amount) => $"ridicat la minimul de {amount}";

    public string Lowered(string amount) => $"redus la maximul de {amount}";

    public string Used(string quantity) => $"consum de {quantity}";

    public string InAdvance(string quantity) => $"{quantity} în avans";

    public string AtLeast(string quantity) => $"{quantity} (minimum)";

    public string HalfUp => "la cel mai apropiat";

    public string HalfEven => "la cifra pară";

    public string Up => "în sus";

    public string Down => "în jos";

    public string Rounded(string how) => $"rotunjit {how}";

    public string RoundedTogether(string how) => $"totalul cumulat se rotunjește {how} la sfârșitul fiecărei porțiuni, astfel încât porțiunile dau întregul";

    public string RoundedEach(string how) => $"fiecare porțiune se rotunjește {how} separat";

    public string Together(string amount) => $"În total {amount}";

    public string InsteadOf(string before) => $"în loc de {before}";

    public string ChangeOf(string amount) => $"o modificare de {amount}";

    public string Nothing => "nimic";

    public string None => "niciuna";

    public string Correction => "corecție";

    public string Decision => "prin decizie";

    public string DepositOn(string order) => $"Avans la comanda {order}";

    public string DepositDeducted(string invoice) => $"dedus, factura {invoice}";

    public string DepositLeft => "Restul avansului";

    public string Beyond(string quantity, string committed) => $"{quantity} peste {committed}";

    public string FeeName => "taxă fixă";

    public string MinimumName => "minimum";

    public string MaximumName => "maximum";

    public string AfterThePeriod => "Facturat după perioadă, deoarece s-a consumat mai mult decât se facturează în avans.";

    public string CorrectionOf(string period, string due, string before) => $"Corecție {period}: sunt datorați {due}, au fost facturați {before}.";

    public string Bills(string amount) => $"Se facturează {amount}.";

    public string Credits(string amount) => $"Se creditează {amount}.";

    public string BillsNothing => "Nu se facturează nimic.";

    public string PartOfDifference => "Aceasta este o parte din diferență.";

    public string DecisionsCount => "Contează și ce s-a decis la pozițiile anterioare ale perioadei.";

    public string BilledBefore => "Facturat anterior:";

    public string DueNow => "Datorat acum:";

    public string NothingDue => "Nimic, deoarece din perioadă nu se mai facturează nimic.";

    public string Overridden(string by, string net, string computed) => $"{by} a stabilit suma la {net} în loc de {computed} calculați";

    public string Canceled => "Anulat";

    public string Released => "Nu mai contează ca facturat: următoarea rulare facturează din nou perioada.";

    public string More(string amount) => $"Cu {amount} mai mult.";

    public string Fewer(string amount) => $"Cu {amount} mai puțin.";

    public string Same => "Este la fel.";

    public string Quantity => "Cantitate";

    public string BilledInAdvance => "Facturat în avans";

    public string Price => "Preț";

    public string Cost => "Costul furnizorului";

    public string DiscountName => "Reducere";

    public string Share => "Facturat";

    public string PriceOfTariff => "conform tarifului";

    public string OtherTariff => "Tariful este altul.";

    public string TermsChanged(string period) => $"Condițiile s-au schimbat în perioada {period}.";

    public string OnlyDifference(string period) => $"Poziția {period} este o corecție: facturează doar diferența.";

    public string NetWasSet(string by, string period) => $"{by} a stabilit suma {period}";

    public string NothingChanged => "Nu s-a schimbat nimic în afară de perioadă.";

    public string Invoice => "Factură";

    public string CreditNote => "Notă de credit";

    public string Quote => "Ofertă";

    public string Order => "Comandă";

    public string Subtotal(string of) => $"Subtotal {of}";

    public string LeftOver(string amount) => $"din care {amount} rest al unui total curent";

    public string DocumentDiscount(string amount, string left) => $"minus {amount}, partea sa din reducerile documentului: {left}";

    public string TaxOn(string rate, string net, string tax) => $"taxă de {rate} pe {net}: {tax}";

    public string PriceBy(string by) => $"preț indicat de {by}";

    public string PerformedLess(string performed, string billed, string difference) => $"Prestat {performed} minus facturat {billed}: {difference}";

    public string BilledLines => "Ce s-a facturat:";

    public string PerformedLines => "Ce s-a prestat:";

    public string TakenBefore(string amount) => $"minus {amount}, deja luat în calcul";

    public string ShareOfDays(string net, string period, string days) => $"{net} ({period}), din care {days}";

    public string NoLongerThere => "nu mai există";

    // from twenty on, and for round hundreds, a noun takes "de"
    private static string Count(long number, string one, string many) =>
        number == 1 ? $"1 {one}" : FormattableString.Invariant($"{number} {(number % 100 is > 0 and < 20 || number == 0 ? many : "de " + many)}");
}
