using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>A service desk whose customer has a contract of block hours, late in the year, so that work of all its days can be logged.</summary>
internal sealed class BlockDesk
{
    private BlockDesk(WorkDesk desk, Contract contract) => (Desk, Contract) = (desk, contract);

    internal WorkDesk Desk { get; }

    internal Contract Contract { get; }

    internal static async Task<BlockDesk> OpenAsync(string? store = null, int? step = 0, TimeRoundUp roundUp = TimeRoundUp.Total, LocalDate? from = null)
    {
        var desk = await WorkDesk.OpenAsync(store, step, roundUp);
        desk.World.Clock.Advance(Duration.FromDays(300));
        var contract = AContract(desk.Customer, from: from);
        await desk.World.AddAsync(contract);
        return new(desk, contract);
    }

    internal BlockDesk Through(Psa.Storage.IPsaStore store) => new(Desk.Through(store), Contract);

    internal static BlockTerms Hours(int minutes) => new() { Minutes = minutes };

    internal static BlockTerms Once(int minutes) => new() { Minutes = minutes, IsOnce = true, ValidMonths = 12 };

    /// <summary>A part that sells hours at 1000.00.</summary>
    internal async Task<ContractPart> SellAsync(BlockTerms block, LocalDate? from = null, string name = "block", LocalDate? lastDay = null)
    {
        var part = APart(Contract, 1000m, name: name) with { Kind = PartKind.Block, Block = block, EffectiveFrom = from, LastDay = lastDay };
        await Desk.World.AddAsync(part);
        return part;
    }

    internal Task<Psa.Runs.BillingRun> BillAsync(LocalDate through) => Desk.World.BillAsync(through, new LocalDate(2025, 10, 1));

    internal async Task<TimeEntry> SubmitAsync(Ticket ticket, LocalDate day, int minutes, WorkKind? kind = null, Product? activity = null) =>
        await Desk.SubmitAsync(ticket, minutes, content => content with { WorkedOn = day, Kind = kind?.Id, Activity = activity?.Id });

    internal async Task<TimeEntry> ApproveAsync(Ticket ticket, LocalDate day, int minutes, WorkKind? kind = null, Product? activity = null) =>
        await Desk.ApproveAsync(await SubmitAsync(ticket, day, minutes, kind, activity));

    internal async Task<TimeApproval> ApprovalAsync(TimeEntry entry) => (await Desk.Time.FindAsync(Dan, entry.Id, Token))!.Approval!;

    internal async Task<List<BlockStatement>> StatementsAsync(LocalDate from, LocalDate through) => [.. await Desk.World.Contracts.BlocksAsync(Desk.World.Actor, Contract.Id, from, through, Token)];

    internal Task<List<BlockStatement>> OnAsync(LocalDate day) => StatementsAsync(Start, day);

    /// <summary>What lots took, and what is priced of it, both in minutes of lots.</summary>
    internal static (decimal Covered, decimal Overage) Split(TimeApproval approval) => (approval.Blocks.AsEnumerable().Sum(share => share.Minutes), approval.Uncovered());

    internal async Task<decimal> NetAsync(Ticket ticket) => (await Desk.ItemsAsync(ticket)).Where(item => !item.Released).Sum(item => item.Net.Amount);
}
