using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads what a call about payments posts on, and stages what it posted. Whoever posts on the same document or credit at the same moment conflicts.</summary>
internal static class Postings
{
    /// <summary>Gives the balance of an issued document: as it is stored, or of one to which nothing happened.</summary>
    internal static async ValueTask<InvoiceBalance> BalanceAsync(this IPsaSession session, Invoice document, CancellationToken cancellationToken) =>
        await session.Of<InvoiceBalance>().FindAsync(Balances.IdOf(document.Tenant, document.Id), cancellationToken).ConfigureAwait(false) ?? Balances.Of(document);

    /// <summary>Gives a payer's credit, free or bound to an order: as it is stored, or none.</summary>
    internal static async ValueTask<CustomerCredit> CreditAsync(
        this IPsaSession session, Id<Customer> payer, Id<BillingEntity> entity, Currency currency, CancellationToken cancellationToken, Id<Order>? order = null) =>
        await session.Of<CustomerCredit>().FindAsync(CustomerCredits.IdOf(session.Tenant, payer, entity, currency, order), cancellationToken).ConfigureAwait(false)
        ?? CustomerCredits.None(session.Tenant, payer, entity, currency, order);

    /// <summary>Reads an invoice that is to be settled, with its balance and entries.</summary>
    internal static async Task<PostedDocument> PostedAsync(this IPsaSession session, Id<Invoice> id, CancellationToken cancellationToken)
    {
        var invoice = await session.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        PaymentRules.RequirePayable(invoice);
        return await session.PostedAsync(invoice, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the balance and entries of an issued document.</summary>
    internal static async Task<PostedDocument> PostedAsync(this IPsaSession session, Invoice invoice, CancellationToken cancellationToken)
    {
        // the balance first: entries that come after it was read let the commit conflict
        var balance = await session.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false);
        var entries = await session.Of<PaymentEntry>().QueryAsync(PaymentEntryRecords.OfInvoice(invoice.Id), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return new(invoice, balance, entries);
    }

    /// <summary>Reads the open invoices of an account that are dated through a day. Balances come in one query; entries are read of what is open alone.</summary>
    internal static async Task<List<PostedDocument>> OpenOfAsync(
        this IPsaSession session, Id<Customer> payer, Id<BillingEntity> entity, Currency currency, LocalDate through, CancellationToken cancellationToken)
    {
        var balances = new Dictionary<Id<Invoice>, InvoiceBalance>();
        await foreach (var balance in session.Of<InvoiceBalance>().QueryAsync(InvoiceBalanceRecords.OfCustomer(payer), cancellationToken).ConfigureAwait(false))
        {
            balances.Add(balance.Invoice, balance);
        }

        var open = new List<Invoice>();
        await foreach (var invoice in session.Of<Invoice>().QueryAsync(InvoiceRecords.OfCustomer(payer, through), cancellationToken).ConfigureAwait(false))
        {
            if (invoice.Status == InvoiceStatus.Issued && invoice.Kind == InvoiceKind.Invoice && invoice.BillingEntity == entity
                && invoice.Currency == currency && (balances.GetValueOrDefault(invoice.Id) ?? Balances.Of(invoice)).Open.Sign > 0)
            {
                open.Add(invoice);
            }
        }

        var documents = new List<PostedDocument>(open.Count);
        foreach (var invoice in open)
        {
            documents.Add(await session.PostedAsync(invoice, cancellationToken).ConfigureAwait(false));
        }

        return documents;
    }

    /// <summary>Stages the entries, the balances that they changed, and the credits with their events.</summary>
    internal static ValueList<PaymentEntry> Stage(this Step step, Posting posting)
    {
        var stored = step.StageDocuments(posting);
        foreach (var (before, now) in posting.Credits)
        {
            step.StageCredit(before, now, posting.Entries);
        }

        return stored;
    }

    /// <summary>Stages the entries and the balances that they changed.</summary>
    internal static ValueList<PaymentEntry> StageDocuments(this Step step, Posting posting)
    {
        var stored = new PaymentEntry[posting.Entries.Count];
        for (var i = 0; i < stored.Length; i++)
        {
            stored[i] = step.Of<PaymentEntry>().Add(posting.Entries[i]);
        }

        foreach (var document in posting.Documents)
        {
            if (document.Balance != document.Before)
            {
                step.Put(document.Balance);
            }
        }

        return ValueList.Create<PaymentEntry>(stored);
    }

    /// <summary>Stages a credit that changed, and says so.</summary>
    internal static void StageCredit(this Step step, CustomerCredit before, CustomerCredit after, IEnumerable<PaymentEntry> entries)
    {
        var changed = new List<ChangedEntry>();
        foreach (var entry in entries)
        {
            if (entry.Order == after.Order && !entry.OnCredit().IsZero)
            {
                changed.Add(ChangedEntry.Of(entry));
            }
        }

        if (changed.Count == 0)
        {
            return;
        }

        step.Put(after);
        var data = new CreditChange(after.BillingEntity, before.Balance, after.Balance, changed.ToValueList(), after.Order);
        step.Append(after.Payer, EventKinds.CustomerCreditChanged, after.Id, data: PsaJson.Write(data, PsaJsonContext.Default.CreditChange));
    }

    /// <summary>Appends the event of a call.</summary>
    internal static void AppendPosted(this Step step, string kind, Posting posting)
    {
        var (entries, documents) = (new List<ChangedEntry>(), new List<ChangedDocument>());
        foreach (var entry in posting.Entries)
        {
            entries.Add(ChangedEntry.Of(entry));
        }

        foreach (var document in posting.Documents)
        {
            if (document.Balance != document.Before)
            {
                documents.Add(ChangedDocument.Of(document.Balance));
            }
        }

        var data = new AccountChange(posting.Credit.BillingEntity, entries.ToValueList(), documents.ToValueList());
        step.Append(posting.Credit.Payer, kind, posting.Entries[0].Id, posting.Call.Reason, PsaJson.Write(data, PsaJsonContext.Default.AccountChange));
    }

    /// <summary>Gives what was asked, as a SHA-256 of its kind and JSON.</summary>
    internal static string Asked<T>(T request, JsonTypeInfo<T> type)
        where T : notnull =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(T).Name} {PsaJson.Write(request, type)}")));

    /// <summary>Stages a record, new or changed.</summary>
    internal static T Put<T>(this Step step, T record)
        where T : class, IEntity<T> =>
        record.Version == 0 ? step.Of<T>().Add(record) : step.Of<T>().Update(record);
}
