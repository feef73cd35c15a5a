using Psa.Storage;

namespace Psa.Quotes;

/// <summary>Templates of quotes in a store.</summary>
internal static class QuoteTemplateRecords
{
    private static readonly Column<QuoteTemplate> Id = RecordType<QuoteTemplate>.Id;
    private static readonly Column<QuoteTemplate> NameFold = Column.FoldOf(static (QuoteTemplate r) => r.Name);
    private static readonly Column<QuoteTemplate> Name = Column.Of(static (QuoteTemplate r) => r.Name);
    private static readonly RecordIndex<QuoteTemplate> ByName = new("by_name", Name) { Unique = "its name" };
    private static readonly RecordIndex<QuoteTemplate> Names = new("names", NameFold, Id);

    internal static RecordType<QuoteTemplate> Type { get; } = new("quote_template", static (r, v) => r with { Version = v }, ByName, Names);

    /// <summary>Gives all of them, by name.</summary>
    internal static Listing<QuoteTemplate> All(bool descending) => new(Names, [], [NameFold, Id], descending);
}
