using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>What is remembered of texts is what they mean.</summary>
public sealed class KnownWordsTests
{
    // some that begin, end and have in their middle what others have
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.ListOf(Gen.Elements('a', 'b', 'ä')).Select(static characters => string.Concat(characters)),
        Gen.Choose(0, 9).SelectMany(static _ => Gen.Choose(0, 600), static (digit, length) => $"{new string('x', length)}{digit}{new string('y', 9)}"));

    [Fact]
    public void A_text_means_what_it_says_however_often_and_after_whatever_it_comes() =>
        PropertyCheck.That(Prop.ForAll(Arb.From(Gen.ArrayOf(Texts)), texts =>
        {
            var words = new KnownWords<string>(Encoding.UTF8.GetString);
            foreach (var text in texts.Concat(texts).Concat(texts))
            {
                Assert.Equal(text, words.Read(Encoding.UTF8.GetBytes(text)));
            }
        }));

    [Fact]
    public void One_that_came_twice_is_shared_whatever_else_comes()
    {
        var words = new KnownWords<string>(Encoding.UTF8.GetString);
        var often = "{\"name\":\"Our company\"}"u8.ToArray();
        words.Read(often);
        var known = (words.Read(often), words.Read(often)).Item2;
        for (var customer = 0; customer < 1_000; customer++)
        {
            words.Read(Encoding.UTF8.GetBytes($"{{\"name\":\"Customer {customer}\"}}"));
            Assert.Same(known, words.Read(often));
        }
    }
}
