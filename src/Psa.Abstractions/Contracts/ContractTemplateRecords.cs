using Psa.Storage;

namespace Psa.Contracts;

/// <summary>Templates of contracts in a store.</summary>
internal static class ContractTemplateRecords
{
    private static readonly Column<ContractTemplate> Id = RecordType<ContractTemplate>.Id;
    private static readonly Column<ContractTemplate> NameFold = Column.FoldOf(static (ContractTemplate r) => r.Name);
    private static readonly Column<ContractTemplate> Name = Column.Of(static (ContractTemplate r) => r.Name);
    private static readonly RecordIndex<ContractTemplate> ByName = new("by_name", Name) { Unique = "its name" };
    private static readonly RecordIndex<ContractTemplate> Names = new("names", NameFold, Id);

    internal static RecordType<ContractTemplate> Type { get; } = new("contract_template", static (r, v) => r with { Version = v }, ByName, Names) { IsFact = true };

    /// <summary>The template of exactly this name.</summary>
    internal static Query<ContractTemplate> OfName(string name) => new(ByName, Name.Is(name));

    /// <summary>Gives all of them, by name.</summary>
    internal static Listing<ContractTemplate> All(bool descending) => new(Names, [], [NameFold, Id], descending);
}
