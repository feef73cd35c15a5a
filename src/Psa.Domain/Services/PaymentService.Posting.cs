using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Invoices;
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
        Step step, PostingCall call, Id<Customer> payer, Id<BillingEntity> entity, Money amount, IReadOnlyCollection<PostedDocument> documents, CancellationToken cancellationToken)
    {
        var posting = new Posting(call, await step.CreditAsync(payer, entity, amount.Currency, cancellationToken).ConfigureAwait(false), ids.Next<PaymentEntry>);
        foreach (var document in documents)
        {
            PaymentRules.RequireAccount(document.Invoice, payer, entity);
            PaymentChecks.RequireCurrency(document.Invoice.Currency, amount);
            PaymentChecks.RequireNotBefore(call.Date, document.Invoice);
            posting.Take(document);
        }

        return posting;
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

        List<PaymentEntry> applied = [];
        if (parts.Find(static part => part is { Kind: PaymentKind.Payment, Invoice: null }) is { } surplus)
        {
            await foreach (var use in entries.QueryAsync(PaymentEntryRecords.AppliedAfter(payment.Payer, surplus.Id), cancellationToken).ConfigureAwait(false))
            {
                if (use.BillingEntity == payment.BillingEntity && use.Amount.Currency == payment.Amount.Currency)
                {
                    applied.Add(use);
                }
            }

            foreach (var use in applied)
            {
                await TakeAsync(step, posting, use.Invoice, cancellationToken).ConfigureAwait(false);
            }
        }

        var reversed = await entries.QueryAsync(PaymentEntryRecords.OnEach(parts.ConvertAll(static part => part.Id)), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var takenBack = applied.Count == 0
            ? []
            : await entries.QueryAsync(PaymentEntryRecords.OnEach(applied.ConvertAll(static use => use.Id)), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        Reversals.Reverse(posting, parts, reversed, applied, takenBack, reversal);
        return posting;
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
