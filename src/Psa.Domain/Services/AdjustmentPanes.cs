using System.Globalization;
using System.Linq;
using Psa.Adjustments;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Returns;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Draws the panes of an adjustment from what is stored: contract invoices and credit notes of runs, covered and unbillable time, goods that aren't billed, and service documents.</summary>
internal static class AdjustmentPanes
{
    /// <summary>The unit of an hour, which prices of time are for.</summary>
    internal const string Hour = "HUR";

    // in which time is worked: hours of it may have no end of decimals
    private const string Minute = "MIN";
    private const decimal MinutesOfAnHour = 60m;

    /// <summary>Gives what was billed under contracts: the nets of lines after their share of document discounts, less what was credited of them by hand.</summary>
    internal static async Task<List<AdjustmentLine>> InvoiceLinesAsync(
        this IPsaSession session, Dictionary<Id<Customer>, Customer> customers, BillingEntity entity, DatePeriod period, CancellationToken cancellationToken)
    {
        var asked = new HashSet<Id<Invoice>>();
        foreach (var customer in customers.Keys)
        {
            await foreach (var item in session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomer(customer), cancellationToken).ConfigureAwait(false))
            {
                if (item is { Source: SalesItemSource.ContractPart, Invoice: { } invoice } && item.BillingEntity == entity.Id)
                {
                    asked.Add(invoice);
                }
            }
        }

        var lines = new List<AdjustmentLine>();
        foreach (var document in (await session.FindEachAsync(asked, cancellationToken).ConfigureAwait(false)).Values.Where(static document => document.Status == InvoiceStatus.Issued))
        {
            await session.AddLinesAsync(document, customers, period, lines, cancellationToken).ConfigureAwait(false);
        }

        return lines;
    }

    /// <summary>Gives the approved time that isn't charged: what is not billable, what a contract covers, and what lots of hours took. It is worth what an hour costs.</summary>
    internal static async Task<List<AdjustmentLine>> TimeLinesAsync(this IPsaSession session, Dictionary<Id<Customer>, Customer> customers, DatePeriod period, LineOrigins origins, CancellationToken cancellationToken)
    {
        var filter = new TimeFilter { Status = TimeStatus.Approved, From = period.Start, Through = period.LastDay };
        var entries = await session.Of<TimeEntry>().QueryAsync(TimeEntryRecords.Matching(filter).All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var tickets = await session.FindEachAsync(entries.Select(static entry => entry.Ticket).OfType<Id<Ticket>>(), cancellationToken).ConfigureAwait(false);
        var projects = await session.FindEachAsync(entries.Select(static entry => entry.Project).OfType<Id<Project>>(), cancellationToken).ConfigureAwait(false);
        var parts = await session.FindEachAsync(entries.Select(entry => PartOf(entry, tickets)).OfType<Id<ContractPart>>(), cancellationToken).ConfigureAwait(false);
        var lines = new List<AdjustmentLine>();
        foreach (var entry in entries)
        {
            var (customer, number, contract) = entry.Ticket is { } ticket && tickets.TryGetValue(ticket, out var ofTicket)
                    ? (ofTicket.Customer, ofTicket.Number, PartOf(entry, tickets) is { } id ? parts.GetValueOrDefault(id)?.Contract : null)
                : entry.Project is { } project && projects.TryGetValue(project, out var ofProject) ? (ofProject.Customer, ofProject.Number, ofProject.Contract)
                : default;
            if (customers.ContainsKey(customer) && Uncharged(entry.Approval!) is > 0m and var minutes)
            {
                if (contract is { } under)
                {
                    origins.Contracts[(AdjustmentLine.Time, entry.Id.ToString())] = under;
                }

                lines.Add(new()
                {
                    Source = AdjustmentLine.Time,
                    Id = entry.Id.ToString(),
                    Document = number,
                    Date = entry.WorkedOn,
                    Customer = customer,
                    Product = entry.Approval!.Activity,
                    Text = entry.Text,
                    Quantity = decimal.Round(minutes, Decimals.OfQuantities, MidpointRounding.AwayFromZero),
                    Unit = Minute,
                    PriceQuantity = MinutesOfAnHour,
                });
            }
        }

        return lines;
    }

    /// <summary>Adds goods of free stock charges that were delivered, each delivery by itself. They are worth what their charge says, and where it has no price what the catalog says by then.</summary>
    internal static async Task AddGoodsLinesAsync(
        this IPsaSession session, Dictionary<Id<Customer>, Customer> customers, DatePeriod period, List<AdjustmentLine> right, LineOrigins origins, CancellationToken cancellationToken)
    {
        var charges = await session.Of<StockCharge>().QueryAsync(StockChargeRecords.FreeOf(customers.Keys), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var demands = await session.FindEachAsync(charges.Select(charge => Demands.IdOf(session.Tenant, DemandSource.Of(charge.Id))), cancellationToken).ConfigureAwait(false);
        foreach (var charge in charges)
        {
            if (!demands.TryGetValue(Demands.IdOf(session.Tenant, DemandSource.Of(charge.Id)), out var demand))
            {
                continue;
            }

            var contract = charge.Line.PricingError is null ? null : await session.ContractOfAsync(charge.Owner, cancellationToken).ConfigureAwait(false);

            // what came back for good was not performed: each return says of which delivery that was
            var returns = charge.Returned == 0m ? [] : await session.Of<GoodsReturn>().QueryAsync(GoodsReturnRecords.OfSource(charge.Id.Value), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var delivery in demand.Deliveries)
            {
                var product = demand.ProductOf(delivery);
                var kept = delivery.Quantity - delivery.Undone - delivery.Replaced - returns
                    .Where(back => back is { IsSettled: true, Kind: ReturnKind.Return } && back.Product == product)
                    .SelectMany(static back => back.Goods.AsEnumerable())
                    .Where(goods => goods.Delivery == delivery.Sequence)
                    .Sum(static goods => goods.Quantity);
                if (kept > 0m && period.Contains(delivery.Date))
                {
                    var id = string.Create(CultureInfo.InvariantCulture, $"{charge.Id}/{delivery.Sequence}");
                    origins.Charges[(AdjustmentLine.Goods, id)] = charge.Line;
                    if (contract is { } under)
                    {
                        origins.Contracts[(AdjustmentLine.Goods, id)] = under;
                    }

                    right.Add(new()
                    {
                        Source = AdjustmentLine.Goods,
                        Id = id,
                        Date = delivery.Date,
                        Customer = charge.Customer,
                        Product = charge.Line.Product,
                        Text = charge.Line.Text,
                        Quantity = kept,
                        Unit = charge.Line.Unit,
                        PriceQuantity = GoodsPrices.QuantityOf(charge.Line),
                        TaxCode = charge.Line.IsTaxOverride ? charge.Line.TaxCode : null,
                    });
                }
            }
        }
    }

    /// <summary>Adds the lines of customers' issued service documents, each to the pane of its kind.</summary>
    internal static async Task AddServiceLinesAsync(
        this IPsaSession session, Dictionary<Id<Customer>, Customer> customers, DatePeriod period, List<AdjustmentLine> left, List<AdjustmentLine> right, CancellationToken cancellationToken)
    {
        var documents = await session.Of<ServiceDocument>().QueryAsync(ServiceDocumentRecords.OfCustomers(customers.Keys, period.Start, period.LastDay), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        documents.RemoveAll(static document => document.Status != ServiceDocumentStatus.Issued);
        var products = await session.FindEachAsync(documents.SelectMany(static document => document.Lines.AsEnumerable()).Select(static line => line.Product).OfType<Id<Product>>(), cancellationToken).ConfigureAwait(false);
        foreach (var document in documents)
        {
            for (var i = 0; i < document.Lines.Count; i++)
            {
                var line = document.Lines[i];
                var product = line.Product is { } id ? products.GetValueOrDefault(id) : null;
                (document.Pane == AdjustmentPane.Billed ? left : right).Add(new()
                {
                    Source = document.Kind,
                    Id = string.Create(CultureInfo.InvariantCulture, $"{document.Id}/{i}"),
                    Document = document.Number,
                    Date = document.Date,
                    Customer = document.Customer,
                    Product = line.Product,
                    Text = line.Text is { Length: > 0 } said ? said : product?.Name ?? string.Empty,
                    Quantity = line.Quantity,
                    Unit = line.Unit ?? product?.Unit ?? LineShape.Plain,
                    Price = line.Price,
                    TaxCode = line.TaxCode,
                });
            }
        }
    }

    private static async Task AddLinesAsync(
        this IPsaSession session, Invoice document, Dictionary<Id<Customer>, Customer> customers, DatePeriod period, List<AdjustmentLine> lines, CancellationToken cancellationToken)
    {
        var credited = await session.CreditedAsync(document, cancellationToken).ConfigureAwait(false);
        var place = 0;
        foreach (var item in document.Items)
        {
            for (var end = place + item.Lines; place < end; place++)
            {
                var line = document.Lines[place];
                if (item.Source != SalesItemSource.ContractPart || !customers.ContainsKey(item.Customer) || !line.Bills
                    || (line.Period is { } own ? own.Intersect(period) is null : !period.Contains(document.IssueDate)))
                {
                    continue;
                }

                lines.Add(LineOf(document, place, item.Customer, credited[place]));
            }
        }
    }

    /// <summary>Gives a line of a contract invoice, or of a credit note of a run, as it is offered.</summary>
    /// <param name="document">The document.</param>
    /// <param name="place">The place of the line.</param>
    /// <param name="customer">The customer that it is for.</param>
    /// <param name="credited">What was credited of it by hand.</param>
    internal static AdjustmentLine LineOf(Invoice document, int place, Id<Customer> customer, Money credited)
    {
        var (line, net) = (document.Lines[place], document.Totals.Lines[place].Taxable);
        return new()
        {
            Source = AdjustmentLine.ContractInvoice,
            Id = string.Create(CultureInfo.InvariantCulture, $"{document.Id}/{place}"),
            Document = document.Number,
            Date = document.IssueDate,
            Period = line.Period,
            Customer = customer,
            Buyer = document.Customer,
            Product = line.Product,
            Text = line.Text,
            Quantity = line.Quantity,
            Unit = line.Unit,
            Net = document.Kind == InvoiceKind.CreditNote ? -net : net - credited,
            TaxCode = line.Tax?.Applied.Code ?? string.Empty,
            Invoice = document.Id,
            Place = place,
        };
    }

    // what issued credit notes by hand took of each line, without tax; those of adjustments took what is taken into account
    private static async Task<Money[]> CreditedAsync(this IPsaSession session, Invoice document, CancellationToken cancellationToken)
    {
        var credited = new Money[document.Lines.Count];
        Array.Fill(credited, Money.Zero(document.Currency));
        if (document.Kind == InvoiceKind.CreditNote)
        {
            return credited;
        }

        foreach (var id in (await session.BalanceAsync(document, cancellationToken).ConfigureAwait(false)).CreditNotes)
        {
            if (await session.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Credit: { Adjustment: null } credit } note || note.Status != InvoiceStatus.Issued)
            {
                continue;
            }

            foreach (var line in credit.Lines)
            {
                credited[line.Line] += line.Amount - line.Discount - (document.PriceMode == PriceMode.TaxInclusive ? line.Tax : Money.Zero(document.Currency));
            }
        }

        return credited;
    }

    // what covers it is kept with its approval, whatever its ticket says since
    private static Id<ContractPart>? PartOf(TimeEntry entry, Dictionary<Id<Ticket>, Ticket> tickets) =>
        entry.Approval?.Part ?? (entry.Ticket is { } ticket ? tickets.GetValueOrDefault(ticket)?.Part : null);

    // of what lots took a part, that part: as many minutes as they lost fewer by the multiplier
    private static decimal Uncharged(TimeApproval approval) => approval.Cover switch
    {
        TimeCover.NotBillable or TimeCover.Covered or TimeCover.Block => approval.Minutes,
        _ when approval.Blocks.IsEmpty => 0m,
        _ => approval.Taken - (approval.Uncovered() / approval.Multiplier),
    };
}
