using NodaTime;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Invoices and credit notes.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
public sealed partial class InvoiceService(IPsaStore store, IClock clock);
