namespace Psa.Invoices;

/// <summary>State and status codes by which Dynamics 365 Sales keeps invoices, for import and export. There a payment is a flag that somebody sets, here it follows from entries: an imported status says where a document stood, and moves no money.</summary>
public static class DynamicsInvoiceCodes
{
    private const int Active = 0;
    private const int Closed = 1;
    private const int Paid = 2;
    private const int Canceled = 3;

    private const int New = 1;
    private const int PartiallyShipped = 2;
    private const int CanceledOfClosed = 3;
    private const int Billed = 4;
    private const int Booked = 5;
    private const int Installed = 6;
    private const int PaidInFullOfClosed = 7;
    private const int Complete = 100_001;
    private const int Partial = 100_002;
    private const int CanceledOfCanceled = 100_003;

    /// <summary>Gives the codes of a status.</summary>
    /// <param name="status">The status of an issued document, as its balance tells it.</param>
    /// <returns>State code and status code: Issued is Active (0) and Billed (4), PartiallyPaid and SettledInPart are Paid (2) and Partial (100002), Paid and Settled are Paid (2) and Complete (100001), Credited is Canceled (3, 100003); <see langword="null"/> for drafts and what was deleted, which stay here.</returns>
    [Pure]
    public static (int State, int Status)? Of(InvoiceStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status == InvoiceStatus.Issued ? (Active, Billed)
            : status == InvoiceStatus.PartiallyPaid || status == InvoiceStatus.SettledInPart ? (Paid, Partial)
            : status == InvoiceStatus.Paid || status == InvoiceStatus.Settled ? (Paid, Complete)
            : status == InvoiceStatus.Credited ? (Canceled, CanceledOfCanceled)
            : null;
    }

    /// <summary>Gives the status of an invoice that codes stand for.</summary>
    /// <param name="state">The state code.</param>
    /// <param name="status">The status code.</param>
    /// <returns>The status: Active is Issued whatever its reason, the deprecated state Closed (1) is Credited (3) or Paid (7); <see langword="null"/> for codes that Dynamics hasn't together.</returns>
    [Pure]
    public static InvoiceStatus? StatusOf(int state, int status) => (state, status) switch
    {
        (Active, New or PartiallyShipped or Billed or Booked or Installed) => InvoiceStatus.Issued,
        (Paid, Complete) or (Closed, PaidInFullOfClosed) => InvoiceStatus.Paid,
        (Paid, Partial) => InvoiceStatus.PartiallyPaid,
        (Canceled, CanceledOfCanceled) or (Closed, CanceledOfClosed) => InvoiceStatus.Credited,
        _ => null,
    };
}
