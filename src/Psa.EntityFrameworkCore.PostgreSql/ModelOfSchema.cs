using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Keeps a model for each schema: two stores in one process can use two.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class ModelOfSchema : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((PsaDbContext)context).Sql.Schema, designTime);
}
