using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.Sellers;

namespace Psa.Services;

/// <content>How all calls post: once a key, on one account, in one commit.</content>
public sealed partial class PaymentService
{
    private Task<ValueList<PaymentEntry>> PostAsync(Actor actor, Request request, Func<Step, PostingCall, Task<Posting>> post, CancellationToken cancellationToken)
    {
        PaymentChecks.RequireKey(request.Key);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var known = await step.Of<PaymentEntry>().QueryAsync(PaymentEntryRecords.OfKey(request.Key), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                if (known.Count > 0)
                {
                    return known[0].Asked == request.Asked ? known.ToValueList() : throw KeyReused(known);
                }

                PaymentChecks.RequireNear(request.Date, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
                var posting = await post(step, request.ToCall(step)).ConfigureAwait(false);
                if (request.Event is { } kind)
                {
                    step.AppendPosted(kind, posting);
                }

                await step.NoticeCreditAsync(posting.Credit.Payer, posting.Entries, document: null, cancellationToken).ConfigureAwait(false);
                return step.Stage(posting);
            },
            cancellationToken);
    }

    private async Task<Posting> OpenAsync(
        Step step,
        PostingCall call,
        Id<Customer> payer,
        Id<BillingEntity> entity,
        Money amount,
        IReadOnlyCollection<PostedDocument> documents,
        CancellationToken cancellationToken,
        Id<Order>? order = null)
    {
        var posting = new Posting(call, await step.CreditAsync(payer, entity, amount.Currency, cancellationToken).ConfigureAwait(false), ids.Next<PaymentEntry>);
        if (order is { } bound)
        {
            posting.TakeBound(await step.CreditAsync(payer, entity, amount.Currency, cancellationToken, bound).ConfigureAwait(false));
        }

        foreach (var document in documents)
        {
            PaymentRules.RequireAccount(document.Invoice, payer, entity);
            PaymentChecks.RequireCurrency(document.Invoice.Currency, amount);
            PaymentChecks.RequireNotBefore(call.Date, document.Invoice);
            posting.Take(document);
        }

        return posting;
    }

    // credit is bound by who sees the order as it is: whoever closes or cancels it meanwhile conflicts, and nothing stays bound to it
    private static async Task<Order?> BoundAsync(Step step, Id<Order>? order, CancellationToken cancellationToken) =>
        order is { } id ? await step.Of<Order>().RequireAsync(id, cancellationToken).AsTask().AtAsync("Order").ConfigureAwait(false) : null;

    private static void Bind(Step step, Order? order, Id<Customer> payer, Id<BillingEntity> entity, Currency currency)
    {
        if (order is not null)
        {
            CustomerCredits.RequireBindable(order, payer, entity, currency);
            step.Of<Order>().Update(order);
        }
    }

    // a document says whose account it is on; without one it has to be said
    private static async Task<(Id<Customer> Payer, Id<BillingEntity> Entity)> AccountAsync(
        Step step, Id<Customer>? payer, Id<BillingEntity>? entity, List<PostedDocument> documents, CancellationToken cancellationToken)
    {
        if (documents is [var first, ..])
        {
            var invoice = first.Invoice;
            PaymentRules.RequireAccount(invoice, payer ?? invoice.Customer, entity ?? invoice.BillingEntity);
            return (invoice.Customer, invoice.BillingEntity);
        }

        if (payer is not { IsEmpty: false } customer || entity is not { IsEmpty: false } seller)
        {
            throw new RuleViolationException(PaymentErrors.AccountMissing, "Without a document, say whose account it is on, and with which billing entity.").At("Payer", "BillingEntity");
        }

        await step.Of<Customer>().RequireAsync(customer, cancellationToken).AsTask().AtAsync("Payer").ConfigureAwait(false);
        await step.Of<BillingEntity>().RequireAsync(seller, cancellationToken).AsTask().AtAsync("BillingEntity").ConfigureAwait(false);
        return (customer, seller);
    }

    private async Task<Posting> ReversedAsync(Step step, PostingCall call, NewReversal reversal, CancellationToken cancellationToken)
    {
        var entries = step.Of<PaymentEntry>();
        var payment = await entries.RequireAsync(reversal.Payment, cancellationToken).ConfigureAwait(false);
        PaymentRules.RequireReversible(payment);
        PaymentChecks.RequireNotBefore(call.Date, payment);
        if (reversal.Amount is { } amount)
        {
            PaymentChecks.RequireCurrency(payment.Amount.Currency, amount);
        }

        // the credit first, as balances before their entries: what comes after it was read lets the commit conflict
        var credit = await step.CreditAsync(payment.Payer, payment.BillingEntity, payment.Amount.Currency, cancellationToken).ConfigureAwait(false);
        var posting = new Posting(call, credit, ids.Next<PaymentEntry>);
        var parts = await entries.QueryAsync(PaymentEntryRecords.OfKey(payment.Key), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var part in parts)
        {
            await TakeAsync(step, posting, part.Invoice, cancellationToken).ConfigureAwait(false);
        }

        var (applied, freed) = parts.Find(static part => part is { Kind: PaymentKind.Payment, Invoice: null }) is { } surplus
            ? await UsesAsync(step, posting, surplus, cancellationToken).ConfigureAwait(false)
            : ([], Money.Zero(payment.Amount.Currency));

        var reversed = await entries.QueryAsync(PaymentEntryRecords.OnEach(parts.ConvertAll(static part => part.Id)), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var takenBack = applied.Count == 0
            ? []
            : await entries.QueryAsync(PaymentEntryRecords.OnEach(applied.ConvertAll(static use => use.Id)), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        Reversals.Reverse(posting, parts, reversed, applied, takenBack, freed, reversal);
        return posting;
    }

    // what became of the credit that a payment made: where it was bound to an order and freed since, it may have been used as free credit
    private static async Task<(List<PaymentEntry> Applied, Money Freed)> UsesAsync(Step step, Posting posting, PaymentEntry surplus, CancellationToken cancellationToken)
    {
        if (surplus.Order is { } order)
        {
            posting.TakeBound(await step.CreditAsync(surplus.Payer, surplus.BillingEntity, surplus.Amount.Currency, cancellationToken, order).ConfigureAwait(false));
        }

        var (uses, freed) = (new List<PaymentEntry>(), Money.Zero(surplus.Amount.Currency));
        await foreach (var use in step.Of<PaymentEntry>().QueryAsync(PaymentEntryRecords.AppliedAfter(surplus.Payer, surplus.Id), cancellationToken).ConfigureAwait(false))
        {
            if (use.BillingEntity == surplus.BillingEntity && use.Amount.Currency == surplus.Amount.Currency && (use.Order is null || use.Order == surplus.Order))
            {
                freed += use.Invoice is null && use.Order is not null ? use.Amount : Money.Zero(freed.Currency);
                uses.Add(use);
            }
        }

        var applied = uses.FindAll(use => use.Invoice is not null && (use.Order == surplus.Order || freed.Sign > 0));
        foreach (var use in applied)
        {
            await TakeAsync(step, posting, use.Invoice, cancellationToken).ConfigureAwait(false);
        }

        return (applied, freed);
    }

    private static async Task TakeAsync(Step step, Posting posting, Id<Invoice>? invoice, CancellationToken cancellationToken)
    {
        if (invoice is { } id && !posting.Has(id))
        {
            posting.Take(await step.PostedAsync(id, cancellationToken).ConfigureAwait(false));
        }
    }

    private static RuleViolationException KeyReused(List<PaymentEntry> known) => new(
        PaymentErrors.KeyReused,
        $"The key '{known[0].Key}' belongs to another call of {known[0].Date:R} ({known[0].Kind}, {known[0].Amount}): repeat that one with the same data, or give this one a key of its own.",
        known[0].Id.Value);

    /// <summary>What a call says beside what it posts.</summary>
    private sealed record Request(string Key, string Asked, LocalDate Date, string? Event)
    {
        public LocalDate? ValueDate { get; init; }

        public PaymentMethod? Method { get; init; }

        public string? Reference { get; init; }

        public string? Reason { get; init; }

        internal PostingCall ToCall(Step step) => new(Key, Asked, step.Actor.DisplayName, step.Now, Date) { ValueDate = ValueDate, Method = Method, Reference = Reference, Reason = Reason };
    }
}
