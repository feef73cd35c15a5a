using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public class IdTests
{
    [Fact]
    public void Text_makes_the_id_again() => PropertyCheck.That(Prop.ForAll(
        Arb.From(Arbitraries.Ids<IdTests>()), id => Id<IdTests>.Parse(id.ToString()) == id && TenantId.Parse(id.ToString()) == new TenantId(id.Value)));

    [Fact]
    public void Ids_are_ordered_as_their_text() => PropertyCheck.That(Prop.ForAll(
        Arb.From(Arbitraries.Ids<IdTests>()),
        Arb.From(Arbitraries.Ids<IdTests>()),
        (left, right) => left < right == (string.CompareOrdinal(left.ToString(), right.ToString()) < 0) && left <= right == !(left > right) && left >= right == !(left < right)));

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("{0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59}")]
    [InlineData("0192d4e07b1f7c3a8e556f1d2c3b4a59")]
    public void Text_of_another_form_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => Id<IdTests>.Parse(text));
        Assert.Throws<FormatException>(() => TenantId.Parse(text));
    }

    [Fact]
    public void The_default_value_names_nothing() => Assert.True(default(Id<IdTests>).IsEmpty);
}
