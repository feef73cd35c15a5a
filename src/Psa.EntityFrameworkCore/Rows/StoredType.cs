namespace Psa.EntityFrameworkCore;

/// <summary>What a column holds. Each database says in which of its types it keeps that.</summary>
internal enum StoredType
{
    /// <summary>Text, compared by its code points.</summary>
    Text,

    /// <summary>A nested value as JSON text.</summary>
    Json,

    /// <summary>A whole number of 64 bits.</summary>
    Long,

    /// <summary>A whole number of 32 bits.</summary>
    Int,

    /// <summary>Yes or no.</summary>
    Bool,

    /// <summary>An id.</summary>
    Guid,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A moment.</summary>
    Moment,

    /// <summary>A decimal, with all its digits.</summary>
    Decimal,
}
