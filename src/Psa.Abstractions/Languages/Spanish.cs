using NodaTime;

namespace Psa.Languages;

internal sealed class Spanish : ILanguage
{
    private static readonly string[] Months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    public string Tag => "es";

    public string Date(LocalDate day) => FormattableString.Invariant($"{day.Day} de {Months[day.Month - 1]} de {day.Year}");

    public string Number(string digits) => Digits.Grouped(digits, ',', '.');

    public string Days(string first, string last) => $"del {first} al {last}";

    public string ItsStart => "su inicio";

    public string DaysOf(long days, long of, string period) => FormattableString.Invariant($"{days} de {of} {(of == 1 ? "día" : "días")} del período {period}");

    public string DaysCharged(long days, long of) => FormattableString.Invariant($"{days} de {of} {(of == 1 ? "día" : "días")}");

    public string PartOf(string fraction, string period) => $"{fraction} del período {period}";

    public string PartOfPeriod(string fraction) => $"{fraction} del período";

    public string MonthsOf30Days => "meses de 30 días";

    public string MonthsThenDays => "meses completos y después días";

    public string DaysAMonth(int days) => FormattableString.Invariant($"{days} días por mes");

    public string DaysAYear(int days) => FormattableString.Invariant($"{days} días por año");

    public string InFull => "facturado por completo";

    public string Waived => "no se factura, ya que no todos los días están cubiertos";

    public string Agreed(string from) => $"acordado desde el {from}";

    public string Tariff(string from) => $"tarifa acordada desde el {from}";

    public string PriceList(string name, string from) => $"lista de precios {name}, desde el {from}";

    public string VendorCost => "coste del proveedor, repercutido";

    public string Risen(string rate, string day) => $"aumentado un {rate} el {day}";

    public string RisenTimes(string rate, long times, string first, string last) => FormattableString.Invariant($"aumentado un {rate} {times} veces del {first} al {last}");

    public string FurtherPrices => "sus demás precios";

    public string Flat(string price) => $"tarifa plana de {price}";

    public string Included(string price, string quantity) => $"{price} con {quantity} incluidos";

    public string Free(string quantity) => $"{quantity} de ellos gratis";

    public string Blocks(string count, bool isOne, string size) => $"{count} {(isOne ? "bloque" : "bloques")} de {size}";

    public string Fee(string amount) => $"{amount} de cuota";

    public string CostOf(string cost) => $"coste del proveedor de {cost}";

    public string Less(string discount) => $"menos {discount}";

    public string Raised(string amount) => $"elevado al mínimo de {amount}";

    public string Lowered(string amount) => $"reducido al máximo de {amount}";

    public string Used(string quantity) => $"consumo de {quantity}";

    public string InAdvance(string quantity) => $"{quantity} por adelantado";

    public string AtLeast(string quantity) => $"{quantity} (mínimo)";

    public string HalfUp => "al más próximo";

    public string HalfEven => "al par más próximo";

    public string Up => "hacia arriba";

    public string Down => "hacia abajo";

    public string Rounded(string how) => $"redondeado {how}";

    public string RoundedTogether(string how) => $"el total acumulado se redondea {how} al final de cada tramo, de modo que los tramos suman el total";

    public string RoundedEach(string how) => $"cada tramo se redondea {how} por separado";

    public string Together(string amount) => $"En total {amount}";

    public string InsteadOf(string before) => $"en lugar de {before}";

    public string ChangeOf(string amount) => $"un cambio de {amount}";

    public string Nothing => "nada";

    public string None => "ninguno";

    public string Correction => "corrección";

    public string Decision => "por decisión";

    public string DepositOn(string order) => $"Anticipo del pedido {order}";

    public string DepositDeducted(string invoice) => $"deducido, factura {invoice}";

    public string DepositLeft => "Resto del anticipo";

    public string Beyond(string quantity, string committed) => $"{quantity} por encima de {committed}";

    public string FeeName => "cuota";

    public string MinimumName => "mínimo";

    public string MaximumName => "máximo";

    public string AfterThePeriod => "Facturado después del período, ya que se consumió más de lo que se factura por adelantado.";

    public string CorrectionOf(string period, string due, string before) => $"Corrección {period}: corresponden {due}, se facturaron {before}.";

    public string Bills(string amount) => $"Se facturan {amount}.";

    public string Credits(string amount) => $"Se abonan {amount}.";

    public string BillsNothing => "No se factura nada.";

    public string PartOfDifference => "Esto es una parte de la diferencia.";

    public string DecisionsCount => "También cuenta lo decidido sobre partidas anteriores del período.";

    public string BilledBefore => "Facturado antes:";

    public string DueNow => "Corresponde ahora:";

    public string NothingDue => "Nada, ya que no se cobra nada más del período.";

    public string Overridden(string by, string net, string computed) => $"{by} fijó el importe en {net} en lugar de los {computed} calculados";

    public string Canceled => "Anulado";

    public string Released => "Ya no cuenta como facturado: la próxima ejecución factura de nuevo su período.";

    public string More(string amount) => $"Son {amount} más.";

    public string Fewer(string amount) => $"Son {amount} menos.";

    public string Same => "Es lo mismo.";

    public string Quantity => "Cantidad";

    public string BilledInAdvance => "Facturado por adelantado";

    public string Price => "Precio";

    public string Cost => "Coste del proveedor";

    public string DiscountName => "Descuento";

    public string Share => "Facturado";

    public string PriceOfTariff => "según tarifa";

    public string OtherTariff => "La tarifa es otra.";

    public string TermsChanged(string period) => $"Las condiciones cambiaron en el período {period}.";

    public string OnlyDifference(string period) => $"La partida {period} es una corrección: solo factura la diferencia.";

    public string NetWasSet(string by, string period) => $"{by} fijó el importe {period}";

    public string NothingChanged => "Nada cambió salvo el período.";

    public string Invoice => "Factura";

    public string CreditNote => "Nota de crédito";

    public string Quote => "Presupuesto";

    public string Order => "Pedido";

    public string Subtotal(string of) => $"Subtotal {of}";

    public string LeftOver(string amount) => $"de ello {amount} de resto de un total acumulado";

    public string DocumentDiscount(string amount, string left) => $"menos {amount}, su parte de los descuentos del documento: {left}";

    public string TaxOn(string rate, string net, string tax) => $"{rate} de impuesto sobre {net}: {tax}";

    public string PriceBy(string by) => $"precio indicado por {by}";

    public string PerformedLess(string performed, string billed, string difference) => $"Prestado {performed} menos facturado {billed}: {difference}";

    public string BilledLines => "Lo que se facturó:";

    public string PerformedLines => "Lo que se prestó:";

    public string TakenBefore(string amount) => $"menos {amount} ya tenidos en cuenta";

    public string ShareOfDays(string net, string period, string days) => $"{net} ({period}), de ello {days}";

    public string NoLongerThere => "ya no existe";
}
