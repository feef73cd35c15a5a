using System.Reflection;
using Psa.Languages;

namespace Psa.Architecture.Tests.Examples;

/// <summary>A language that a host registers in the container is spoken on its documents (docs/billing-runs.md).</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("nl", "Factuur")]
    [InlineData("NL-be", "Factuur")]
    [InlineData("en", "Invoice")]
    [InlineData("xx", "Invoice")]
    public async Task A_language_in_the_container_is_spoken(string tag, string title)
    {
        await using var desk = await Desk.OpenAsync(Dutch.As("nl"));
        await new Spoken(desk).InAsync(tag);

        Assert.StartsWith($"**{title} INV-2026-0001**", desk.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_of_the_host_goes_before_the_librarys()
    {
        await using var desk = await Desk.OpenAsync(Dutch.As("de"));
        await new Spoken(desk).InAsync("de-AT");

        Assert.StartsWith("**Factuur INV-2026-0001**", desk.Read(), StringComparison.Ordinal);
    }

    private sealed class Spoken(Desk desk) : Example(desk)
    {
        internal async Task InAsync(string tag)
        {
            await customers.SaveBillingInformationAsync(actor, bart.Id, billing with { Language = tag });
            await AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(49.50m) });
            await BillAsync(new(2026, 3, 1));
        }
    }

    /// <summary>English but for the word for an invoice.</summary>
    public class Dutch : DispatchProxy
    {
        private string _tag = string.Empty;

        internal static ILanguage As(string tag)
        {
            var language = Create<ILanguage, Dutch>();
            ((Dutch)(object)language)._tag = tag;
            return language;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_" + nameof(ILanguage.Tag) => _tag,
            "get_" + nameof(ILanguage.Invoice) => "Factuur",
            _ => targetMethod.Invoke(DocumentLanguages.English, args),
        };
    }
}
