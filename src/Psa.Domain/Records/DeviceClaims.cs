using Psa.Catalog;
using Psa.Documents;
using Psa.Orders;
using Psa.Quotes;

namespace Psa.Records;

/// <summary>What a draft of a device claimed that isn't so of the document which was made of it: nobody writes it, so it was passed over.</summary>
internal static class DeviceClaims
{
    /// <summary>Lists what a whole quote claimed.</summary>
    internal static ValueList<string> Of(Quote claimed, Quote made)
    {
        var claims = new List<string>();
        Note(claims, claimed.Status != made.Status, nameof(made.Status));
        Note(claims, claimed.Revision != made.Revision, nameof(made.Revision));
        Note(claims, claimed.Recurring != made.Recurring, nameof(made.Recurring));
        Note(claims, claimed.Approval is not null && claimed.Approval != made.Approval, nameof(made.Approval));
        Note(claims, claimed.Sendings != made.Sendings, nameof(made.Sendings));
        Note(claims, claimed.Acceptance != made.Acceptance, nameof(made.Acceptance));
        Note(claims, claimed.Choice != made.Choice, nameof(made.Choice));
        Note(claims, claimed.Ordered != made.Ordered, nameof(made.Ordered));
        Note(claims, claimed.ActivatedAt != made.ActivatedAt, nameof(made.ActivatedAt));
        Note(claims, claimed.ClosedOn != made.ClosedOn, nameof(made.ClosedOn));
        Note(claims, claimed.CloseReason != made.CloseReason, nameof(made.CloseReason));
        NoteDocument(claims, claimed, made);
        return claims.ToValueList();
    }

    /// <summary>Lists what a whole order claimed.</summary>
    internal static ValueList<string> Of(Order claimed, Order made)
    {
        var claims = new List<string>();
        Note(claims, claimed.Status != made.Status, nameof(made.Status));
        Note(claims, claimed.Quote != made.Quote, nameof(made.Quote));
        Note(claims, claimed.QuoteLines != made.QuoteLines, nameof(made.QuoteLines));
        Note(claims, claimed.SubmittedAt != made.SubmittedAt, nameof(made.SubmittedAt));
        Note(claims, claimed.SubmittedOn != made.SubmittedOn, nameof(made.SubmittedOn));
        Note(claims, claimed.Quantities != made.Quantities, nameof(made.Quantities));
        Note(claims, claimed.Fulfilments != made.Fulfilments, nameof(made.Fulfilments));
        Note(claims, claimed.CancelReason != made.CancelReason, nameof(made.CancelReason));
        NoteDocument(claims, claimed, made);
        return claims.ToValueList();
    }

    /// <summary>Lists what stands beside the content that a quote is to have, and isn't changed with it.</summary>
    internal static ValueList<string> Of(NewQuote asked, Quote made)
    {
        var claims = new List<string>();
        Note(claims, asked.Customer != made.ServedCustomer, nameof(asked.Customer));
        NoteFrame(claims, (asked.BillingEntity, asked.Currency), made);
        Note(claims, asked.Opportunity is not null && asked.Opportunity != made.Opportunity, nameof(asked.Opportunity));
        Note(claims, asked.Contract is not null && asked.Contract != made.Contract, nameof(asked.Contract));
        Note(claims, asked.PriceBehaviour != PriceBehaviour.UseCurrent && asked.PriceBehaviour != made.PriceBehaviour, nameof(asked.PriceBehaviour));
        Note(claims, asked.Metadata != default && asked.Metadata != made.Metadata, nameof(asked.Metadata));
        return claims.ToValueList();
    }

    /// <summary>Lists what stands beside the content that an order is to have, and isn't changed with it.</summary>
    internal static ValueList<string> Of(NewOrder asked, Order made)
    {
        var claims = new List<string>();
        Note(claims, asked.Customer != made.ServedCustomer, nameof(asked.Customer));
        NoteFrame(claims, (asked.BillingEntity, asked.Currency), made);
        Note(claims, asked.Opportunity is not null && asked.Opportunity != made.Opportunity, nameof(asked.Opportunity));
        Note(claims, asked.Contract is not null && asked.Contract != made.Contract, nameof(asked.Contract));
        Note(claims, asked.PriceBehaviour != PriceBehaviour.UseCurrent && asked.PriceBehaviour != made.PriceBehaviour, nameof(asked.PriceBehaviour));
        Note(claims, asked.Invoicing is not null && asked.Invoicing != made.Invoicing, nameof(asked.Invoicing));
        Note(claims, asked.Freight is not null && asked.Freight != made.Freight, nameof(asked.Freight));
        Note(claims, asked.Metadata != default && asked.Metadata != made.Metadata, nameof(asked.Metadata));
        return claims.ToValueList();
    }

    private static void NoteFrame(List<string> claims, (Id<Sellers.BillingEntity>? Entity, Currency? Currency) asked, Document made)
    {
        Note(claims, asked.Entity is { IsEmpty: false } && asked.Entity != made.BillingEntity, nameof(made.BillingEntity));
        Note(claims, asked.Currency is not null && asked.Currency != made.Currency, nameof(made.Currency));
    }

    private static void NoteDocument(List<string> claims, Document claimed, Document made)
    {
        Note(claims, claimed.Number is not null && claimed.Number != made.Number, nameof(made.Number));
        Note(claims, claimed.Totals != made.Totals, nameof(made.Totals));
        for (var i = 0; i < Math.Min(claimed.Lines.Count, made.Lines.Count); i++)
        {
            var (line, known) = (claimed.Lines[i], made.Lines[i]);
            Note(claims, line.Source is not null && line.Source != known.Source, FormattableString.Invariant($"Lines[{i}].{nameof(line.Source)}"));
            Note(claims, line.UnitPrice != known.UnitPrice, FormattableString.Invariant($"Lines[{i}].{nameof(line.UnitPrice)}"));
            Note(claims, line.Amount != known.Amount, FormattableString.Invariant($"Lines[{i}].{nameof(line.Amount)}"));
        }
    }

    private static void Note(List<string> claims, bool isClaimed, string field)
    {
        if (isClaimed)
        {
            claims.Add(field);
        }
    }
}
