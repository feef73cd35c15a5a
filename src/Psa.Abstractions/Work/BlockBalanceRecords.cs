using NodaTime;
using Psa.Contracts;
using Psa.Storage;

namespace Psa.Work;

/// <summary>Balances of lots in a store.</summary>
internal static class BlockBalanceRecords
{
    private static readonly Column<BlockBalance> Part = Column.Of(static (BlockBalance r) => r.Part);
    private static readonly Column<BlockBalance> PeriodStart = Column.Of(static (BlockBalance r) => r.PeriodStart);
    private static readonly RecordIndex<BlockBalance> ByPart = new("by_part", Part, PeriodStart, RecordType<BlockBalance>.Id);

    internal static RecordType<BlockBalance> Type { get; } = new("block_balance", static (r, v) => r with { Version = v }, ByPart);

    /// <summary>Those of a part whose period starts on a day or later, by period.</summary>
    internal static Query<BlockBalance> OfPart(Id<ContractPart> part, LocalDate from) => new(ByPart, Part.Is(part), PeriodStart.From(from));
}
