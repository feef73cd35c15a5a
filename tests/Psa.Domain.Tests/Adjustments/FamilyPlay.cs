using NodaTime;
using Psa.Adjustments;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;
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
    private bool _isClosing;

    private FamilyPlay(AdjustmentDesk desk, bool isInclusive) => (_desk, _isInclusive) = (desk, isInclusive);

    internal AdjustmentDesk Desk => _desk;

    /// <summary>Gets how often a charge was given back that a run set off on a credit note.</summary>
    internal int SetOffs { get; private set; }

    /// <summary>Gets how often nothing was left to be credited, since earlier adjustments had rounded.</summary>
    internal int Rounded { get; private set; }

    /// <summary>Gets what is still offered in the end: cents of prices with tax.</summary>
    internal decimal Left { get; private set; }

    private LocalDate Today => _desk.World.Clock.GetCurrentInstant().InUtc().Date;

    internal static async Task<FamilyPlay> OpenAsync(bool isInclusive, bool isPerLine = false) => new(await AdjustmentDesk.OpenAsync(
        entity: entity => entity with
        {
            PriceMode = isInclusive ? PriceMode.TaxInclusive : PriceMode.TaxExclusive,
            TaxRounding = isPerLine ? TaxRounding.PerLine : TaxRounding.PerGroup,
        },
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
            case FamilyStepKind.DeleteDraft:
                return await DraftsAsync(InvoiceKind.CreditNote) is { Count: > 0 } deletable ? await DeleteAsync(deletable, which, value) ? kind : FamilyStepKind.RefusedDelete : null;
            case FamilyStepKind.MovePayer:
                var child = (await world.Customers.FindAsync(world.Actor, Child.Id, Token))!;
                await world.Customers.UpdateAsync(world.Actor, child with { Parent = Family[which % 3 == 0 ? 2 : 0].Id, ConsolidateBilling = which % 4 != 0 }, Token);
                return kind;
            default:
                return null;
        }
    }

    /// <summary>Issues all, and adjusts all: then nothing is offered any more, and what is issued is what was performed, but for half a cent a difference.</summary>
    internal async Task CloseAsync()
    {
        _isClosing = true;
        for (var round = 0; await FinishAsync() && round < 8; round++)
        {
            Assert.True(round < 7, "There is no end of it.");
        }

        // what is still offered is cents of prices with tax, which no credit note can take
        var offered = 0m;
        foreach (var customer in Family)
        {
            offered += (await _desk.OfferAsync(Year(customer, isWithChildren: false))).AsEnumerable().Sum(static line => Cents(line) * (line.Selected.Pane == AdjustmentPane.Billed ? 1 : -1));
        }

        Left = offered;
        Assert.InRange(offered, 0m, _isInclusive ? 0.02m : 0m);
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

        // where nothing of an adjustment is issued, that is canceled; what counts on what it charges back goes first
        for (var left = drafts; left.Count > 0;)
        {
            var before = left.Count;
            foreach (var draft in left)
            {
                _ = !(await DraftsAsync(InvoiceKind.CreditNote)).Exists(one => one.Id == draft.Id) || await DeleteAsync(draft) || await CancelAsync(_made.Find(made => made.Id == draft.Credit!.Adjustment)!);
            }

            left = await DraftsAsync(InvoiceKind.CreditNote);
            Assert.True(left.Count < before, "No draft can be issued, and none deleted.");
        }

        // what one was billed too little may have been set off against what another was billed too much: that is charged first
        var (isAdjusted, refused) = (drafts.Count > 0, (RuleViolationException?)null);
        foreach (var customer in Family)
        {
            try
            {
                isAdjusted |= await AdjustAsync(Year(customer, isWithChildren: false), -1, isAtOnce: false);
            }
            catch (RuleViolationException exceeds) when (exceeds.Code == AdjustmentErrors.ExceedsBilled)
            {
                refused = exceeds;
            }
        }

        return isAdjusted || (refused is null ? false : throw refused);
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
            return null; // of some lines of a family; of all of them, in the end, nothing is refused
        }
    }

    private async Task<bool> AdjustAsync(AdjustmentContent content, int which, bool isAtOnce)
    {
        var offered = await _desk.OfferAsync(content);
        var selection = offered.AsEnumerable().Where((_, i) => (which >> (i % 8) & 1) == 1).Select(static line => line.Selected).ToList();
        if (selection.Count == 0)
        {
            return false;
        }

        content = content with { Selection = [.. selection], AtOnce = isAtOnce, Date = Today };
        AdjustmentPreview shown;
        try
        {
            shown = await _desk.Adjustments.PreviewAsync(_desk.World.Actor, content, Token);
        }
        catch (RuleViolationException refused) when (refused.Code == AdjustmentErrors.ExceedsBilled && _isInclusive && _isClosing
            && offered.AsEnumerable().Where(line => selection.Contains(line.Selected)).Sum(static line => Cents(line) * (line.Selected.Pane == AdjustmentPane.Billed ? 1 : -1)) is 0.01m or 0.02m)
        {
            return false;
        }

        var made = await _desk.CreateAsync(content);
        Assert.Equal((shown.Adjustment.Differences, shown.Adjustment.Lines), (made.Differences, made.Lines));
        SetOffs += made.Documents.AsEnumerable().Count(static document => document is { Item: not null, Credited.IsEmpty: false });
        _made.Add(made);
        _differences += made.Differences.Count;
        Rounded += made.Rounded.Count;

        // what its credit notes could not take is offered again, to the cent, and nothing else
        var due = made.Differences.AsEnumerable().Where(static difference => difference.Amount.Sign < 0).Sum(static difference => -difference.Amount.Amount);
        var rounded = made.Rounded.AsEnumerable().Sum(static rounding => rounding.Amount.Amount);
        var missed = due - rounded - made.Documents.AsEnumerable().SelectMany(static document => document.Credited.AsEnumerable()).Sum(static credited => credited.Amount);
        var ids = selection.Select(static line => line.Id).ToHashSet();
        var left = (await _desk.OfferAsync(content)).AsEnumerable().Where(line => ids.Contains(line.Selected.Id)).ToList();
        Assert.Equal(missed, left.Sum(static line => Cents(line) * (line.Selected.Pane == AdjustmentPane.Billed ? 1 : -1)));
        Assert.True(missed == 0m ? left.Count == 0 : _isInclusive, "More is offered than what was missed.");
        return made.Documents.Count > 0 || missed == 0m;
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
        catch (RuleViolationException refused) when (refused.Code is AdjustmentErrors.Billed or CreditNoteErrors.ExceedsBilled)
        {
            return false;
        }
    }

    // mostly one of several, of which another is issued
    private async Task<bool> DeleteAsync(List<Invoice> drafts, int which, int value)
    {
        var several = drafts.FindAll(draft => drafts.Exists(other => other.Id != draft.Id && other.Credit!.Adjustment == draft.Credit!.Adjustment));
        if (value % 4 == 0 || several.Count == 0)
        {
            return await DeleteAsync(drafts[which % drafts.Count]);
        }

        var deleted = several[which % several.Count];
        var others = several.FindAll(other => other.Id != deleted.Id && other.Credit!.Adjustment == deleted.Credit!.Adjustment);
        await IssueAsync(others[value % others.Count]);
        return await DeleteAsync(deleted);
    }

    private async Task<bool> DeleteAsync(Invoice draft)
    {
        try
        {
            await _desk.World.CreditNotes.DeleteAsync(_desk.World.Actor, draft.Id, Token);
            return true;
        }
        catch (RuleViolationException refused) when (refused.Code is PsaErrors.ActionNotAllowed or CreditNoteErrors.ExceedsBilled)
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
