using NodaTime;
using Psa.Adjustments;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Storage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>
/// Plays a history of a parent that pays for a child, and of another that may pay for it instead: contracts of two tax codes whose quantities change back in time, runs, credits by hand, and adjustments for months and customers.
/// What was performed is counted beside it.
/// </summary>
internal sealed class FamilyPlay
{
    private static readonly Customer Child = ACustomer("C2") with { Parent = AdjustmentDesk.Customer.Id, Payer = AdjustmentDesk.Customer.Id, ConsolidateBilling = true };
    private static readonly Customer Other = ACustomer("C3");
    private static readonly Customer[] Family = [AdjustmentDesk.Customer, Child, Other];
    private static readonly ContractPart[] Parts =
    [
        APart(AContract(AdjustmentDesk.Customer), 50m, 4m),
        APart(AContract(AdjustmentDesk.Customer), 110.82m, name: "2"),
        APart(AContract(AdjustmentDesk.Customer), 60m, name: "3") with { TaxCode = "ZERO" },
        APart(AContract(Child), 33.33m, 3m),
        APart(AContract(Child), 19.99m, 2m, name: "2") with { TaxCode = "ZERO" },
    ];

    private readonly AdjustmentDesk _desk;
    private readonly bool _isInclusive;
    private readonly List<(ServiceDocument Document, decimal Value)> _performed = [];
    private readonly List<Adjustment> _made = [];
    private int _differences;

    private FamilyPlay(AdjustmentDesk desk, bool isInclusive) => (_desk, _isInclusive) = (desk, isInclusive);

    internal AdjustmentDesk Desk => _desk;

    private LocalDate Today => _desk.World.Clock.GetCurrentInstant().InUtc().Date;

    internal static async Task<FamilyPlay> OpenAsync(bool isInclusive) => new(await AdjustmentDesk.OpenAsync(
        entity: entity => isInclusive ? entity with { PriceMode = Psa.Sellers.PriceMode.TaxInclusive } : entity,
        price: 50m,
        quantity: 4m,
        also: [Child, Other, AContract(Child), .. Parts[1..]]), isInclusive);

    /// <summary>Takes a step.</summary>
    /// <returns>What happened, or nothing.</returns>
    internal async Task<FamilyStepKind?> TakeAsync(FamilyStepKind kind, int which, int value)
    {
        var world = _desk.World;
        switch (kind)
        {
            case FamilyStepKind.Perform:
                var price = value / 1000m;
                _performed.Add((await _desk.PerformAsync(price, 2m, which % 3 == 0 ? "ZERO" : null, DayOf(which), Family[which % 2]), price * 2m));
                return kind;
            case FamilyStepKind.Retract when _performed.Count > 0:
                var gone = _performed[which % _performed.Count];
                await _desk.Services.CancelAsync(world.Actor, gone.Document.Id, "no", Token);
                return _performed.Remove(gone) ? kind : null;
            case FamilyStepKind.Credit:
                return await CreditAsync(which, value) ? kind : null;
            case FamilyStepKind.ChangeQuantity:
                await world.Contracts.ChangeQuantityAsync(world.Actor, Parts[which % Parts.Length].Id, value % 6, DayOf(value), cancellationToken: Token);
                return kind;
            case FamilyStepKind.Bill:
                world.Clock.Advance(Duration.FromDays(1 + (which % 14)));
                await world.BillAsync(Today, Today);
                return kind;
            case FamilyStepKind.Adjust or FamilyStepKind.AdjustAll:
                return await AdjustedAsync(kind, which, value);
            case FamilyStepKind.Cancel when _made.Count > 0:
                return await CancelAsync(_made[which % _made.Count]) ? kind : null;
            case FamilyStepKind.IssueLate:
                return await DraftsAsync(InvoiceKind.CreditNote) is { Count: > 0 } drafts && await IssueAsync(drafts[which % drafts.Count]) ? kind : null;
            case FamilyStepKind.DeleteDraft when await DraftsAsync(InvoiceKind.CreditNote) is { Count: > 0 } deletable && deletable.TrueForAll(static draft => draft.Lines.All(static line => line.Amount.Sign >= 0)):
                await world.CreditNotes.DeleteAsync(world.Actor, deletable[which % deletable.Count].Id, Token);
                return kind;
            case FamilyStepKind.MovePayer:
                var child = (await world.Customers.FindAsync(world.Actor, Child.Id, Token))!;
                await world.Customers.UpdateAsync(world.Actor, child with { Parent = Family[which % 3 == 0 ? 2 : 0].Id, ConsolidateBilling = which % 4 != 0 }, Token);
                return kind;
            default:
                return null;
        }
    }

    /// <summary>Whether a run set a charge off against what it gave back: it stands on a credit note then, which can't be credited.</summary>
    internal async Task<bool> IsSetOffAsync() =>
        (await DocumentsAsync()).Exists(static document => document is { Kind: InvoiceKind.CreditNote, Credit: null } && document.Lines.Any(static line => line.Amount.Sign < 0));

    /// <summary>Issues all, and adjusts all: then nothing is offered any more, and what is issued is what was performed, but for half a cent a difference.</summary>
    internal async Task CloseAsync()
    {
        for (var round = 0; await FinishAsync() && round < 8; round++)
        {
            Assert.True(round < 7, "There is no end of it.");
        }

        // what is still offered is cents of prices with tax
        var offered = 0m;
        foreach (var customer in Family)
        {
            offered += (await _desk.OfferAsync(Year(customer, isWithChildren: false))).AsEnumerable().Sum(static line => Cents(line) * (line.Selected.Pane == AdjustmentPane.Billed ? 1 : -1));
        }

        Assert.InRange(await _desk.BorneAsync() - offered - _performed.Sum(static one => one.Value), -0.005m * _differences, 0.005m * _differences);
        Assert.Empty(await DraftsAsync(null));
    }

    // whether anything was still to be done
    private async Task<bool> FinishAsync()
    {
        await _desk.World.BillAsync(Today, Today);
        foreach (var draft in await DraftsAsync(InvoiceKind.Invoice))
        {
            await _desk.World.Invoices.IssueAsync(_desk.World.Actor, draft.Id, Today, Token);
        }

        // one may wait for another, which charges back; what a run gave back meanwhile is deleted
        var drafts = await DraftsAsync(InvoiceKind.CreditNote);
        for (var isIssued = true; isIssued;)
        {
            isIssued = false;
            foreach (var draft in drafts.ToList())
            {
                isIssued |= await IssueAsync(draft) && drafts.Remove(draft);
            }
        }

        foreach (var draft in drafts)
        {
            await _desk.World.CreditNotes.DeleteAsync(_desk.World.Actor, draft.Id, Token);
        }

        var isAdjusted = drafts.Count > 0;
        foreach (var customer in Family)
        {
            isAdjusted |= await AdjustAsync(Year(customer, isWithChildren: false), -1, isAtOnce: false);
        }

        return isAdjusted;
    }

    private static AdjustmentContent Year(Customer customer, bool isWithChildren) => AdjustmentDesk.January() with
    {
        LastDay = new(2025, 12, 31),
        Customer = customer.Id,
        WithChildren = isWithChildren,
        Force = true,
    };

    private static decimal Cents(OfferedLine line) => line.Selected.Values.AsEnumerable().Sum(static value => value.Round(Rounding.HalfUp).Amount);

    private static LocalDate DayOf(int which) => Start.PlusDays(which % 50);

    private async Task<FamilyStepKind?> AdjustedAsync(FamilyStepKind kind, int which, int value)
    {
        var content = Year(Family[which % 3], which % 2 == 0);
        if (kind == FamilyStepKind.Adjust)
        {
            content = content with { FirstDay = DayOf(value), LastDay = DayOf(value).PlusDays(value % 45) };
        }

        try
        {
            return await AdjustAsync(content, kind == FamilyStepKind.AdjustAll ? -1 : which, isAtOnce: value % 3 == 0) ? kind : null;
        }
        catch (RuleViolationException refused) when (refused.Code == AdjustmentErrors.ExceedsBilled)
        {
            return FamilyStepKind.RefusedAdjustment;
        }
    }

    private async Task<bool> AdjustAsync(AdjustmentContent content, int which, bool isAtOnce)
    {
        var offered = await _desk.OfferAsync(content);
        if (_isInclusive && offered.AsEnumerable().All(static line => Math.Abs(Cents(line)) <= 0.1m))
        {
            return false;
        }

        var selection = offered.AsEnumerable().Where((_, i) => (which >> (i % 8) & 1) == 1).Select(static line => line.Selected).ToList();
        if (selection.Count == 0)
        {
            return false;
        }

        content = content with { Selection = [.. selection], AtOnce = isAtOnce, Date = Today };
        var shown = (await _desk.Adjustments.PreviewAsync(_desk.World.Actor, content, Token)).Adjustment;
        var made = await _desk.CreateAsync(content);
        Assert.Equal((shown.Differences, shown.Lines), (made.Differences, made.Lines));
        Assert.Empty((await _desk.OfferAsync(content)).AsEnumerable().Where(line => Math.Abs(Cents(line)) > (_isInclusive ? 0.1m : 0m)).Select(static line => line.Selected.Id).Intersect(selection.Select(static line => line.Id)));
        _made.Add(made);
        _differences += made.Differences.Count;
        return true;
    }

    private async Task<bool> CreditAsync(int which, int value)
    {
        var world = _desk.World;
        var invoices = (await DocumentsAsync()).FindAll(static document => document is { Kind: InvoiceKind.Invoice, Number: not null } && document.Items.All(static item => item.Source == SalesItemSource.ContractPart));
        var invoice = invoices[which % invoices.Count];
        var left = (await world.CreditNotes.CreditableAsync(world.Actor, invoice.Id, Token)).Lines.AsEnumerable().Where(static line => line.Amount.Sign > 0 && line.Borne is not { Sign: <= 0 }).ToList();
        if (left.Count == 0)
        {
            return false;
        }

        var line = left[value % left.Count];
        var most = Math.Min(line.Amount.MinorUnits, line.Borne?.MinorUnits ?? long.MaxValue);
        try
        {
            var draft = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "late", Lines = [new(line.Line, Amount: Eur(0.01m * (1 + (value % most))))], Date = LocalDate.Max(Today, invoice.IssueDate) }, Token);
            await world.CreditNotes.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
            return true;
        }
        catch (RuleViolationException refused) when (refused.Code is CreditNoteErrors.ExceedsBilled or CreditNoteErrors.ExceedsBorne)
        {
            return false; // the document has less left than the line
        }
    }

    private async Task<bool> CancelAsync(Adjustment made)
    {
        try
        {
            await _desk.CancelAsync(made);
            return _made.Remove(made);
        }
        catch (RuleViolationException refused) when (refused.Code == AdjustmentErrors.Billed)
        {
            return false;
        }
    }

    private async Task<bool> IssueAsync(Invoice draft)
    {
        try
        {
            await _desk.World.CreditNotes.IssueAsync(_desk.World.Actor, draft.Id, Today, Token);
            return true;
        }
        catch (RuleViolationException refused) when (refused.Code is CreditNoteErrors.ExceedsBilled or CreditNoteErrors.ExceedsBorne)
        {
            return false;
        }
    }

    private async Task<List<Invoice>> DraftsAsync(InvoiceKind? kind) => (await DocumentsAsync()).FindAll(document => document.Status == InvoiceStatus.Draft && (kind is null || document.Kind == kind));

    private async Task<List<Invoice>> DocumentsAsync() =>
        [.. (await _desk.World.ReadAsync(session => session.Of<Invoice>().QueryAsync(RecordType<Invoice>.All, Token).ToListAsync(Token).AsTask())).OrderBy(static document => document.Id.Value)];
}
