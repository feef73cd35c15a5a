using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Psa.EntityFrameworkCore;

/// <summary>Stores a plain enumeration as its number, and reads no number that has no name.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class EnumColumn<T>() : ValueConverter<T, int>(ToNumber(), static number => Read(number))
    where T : struct, Enum
{
    // what Entity Framework would do by itself; C# can't write it for any enumeration
    private static Expression<Func<T, int>> ToNumber()
    {
        var value = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, int>>(Expression.Convert(value, typeof(int)), value);
    }

    private static T Read(int number)
    {
        var value = (T)Enum.ToObject(typeof(T), number);
        return Enum.IsDefined(value) ? value : throw new InvalidDataPsaException(MoneyErrors.Unknown, FormattableString.Invariant($"{number} is no {typeof(T).Name}."));
    }
}
